using GanCmri.Evaluation;
using GanCmri.Runtime;
using GanCmri.Studies.Comparison;
using GanCmri.Trajectories.Tables;
using static TorchSharp.torch;

namespace GanCmri.Tests.Studies.Comparison;

public class TrajectoryComparisonTests
{
    private static readonly TrajectoryComparisonOptions Options = new()
    {
        Harmonics = 2,
        Evaluation = new EvaluationOptions { Resamples = 0, Splits = 2 },
    };

    [Fact]
    public void Run_AllPatientsMoveAlike_TheOthersMotionIsTheHeldOutPatients()
    {
        using var generator = PlantedModels.RandomGenerator();
        using var segmenter = PlantedModels.BrightnessSegmenter();
        var cines = KnownMotion.Cines(generator, 10);
        var result = new TrajectoryComparison(generator, segmenter, Options).Run(cines);
        Assert.Equal(
            ["real", "reconstruction", "ed-to-es", "frame-to-frame", "frame-to-frame, pca", "periodic"],
            result.Sets.Take(6).Select(s => s.Name)
        );
        double Error(string name) =>
            result
                .Sets.Single(s => s.Name == name)
                .Cines.Zip(result.Sets[0].Cines)
                .Max(c =>
                    c.First.Frames.Zip(c.Second.Frames)
                        .Max(f => Golden.MaxError(f.First.Pixels, [.. f.Second.Pixels.Select(p => Math.Clamp(p, -1, 1))]))
                );
        Assert.True(Error("reconstruction") < 1e-3);
        Assert.True(Error("frame-to-frame") < 1e-2);
        Assert.True(Error("periodic") < 0.1 * Error("ed-to-es"), $"periodic {Error("periodic")}, ed-to-es {Error("ed-to-es")}");
        Assert.Equal(result.Sets.Count * (result.Sets.Count + 1) / 2, result.Distances.Count);
    }

    [Fact]
    public void Run_LeastAreaShare_KeepsThePatientsLargeSlices()
    {
        using var generator = PlantedModels.RandomGenerator();
        using var segmenter = PlantedModels.BrightnessSegmenter();
        var single = KnownMotion.Cines(generator, 8);
        RealCine[] cines = [.. single, .. single.Select((c, i) => c with { Frames = single[(i + 1) % 4].Frames })]; // two a patient
        var all = new TrajectoryComparison(generator, segmenter, Options).Run(cines).Sets[0];
        var large = new TrajectoryComparison(generator, segmenter, Options with { LeastAreaShare = 1 }).Run(cines);
        Assert.All(large.Sets, s => Assert.Equal(large.Sets[0].Cines.Count, s.Cines.Count));
        foreach (var patient in all.Cines.GroupBy(c => c.Subject))
        {
            var kept = Assert.Single(large.Sets[0].Cines, c => c.Subject == patient.Key);
            Assert.Equal(patient.Max(c => c.Measures[0].AreaPx), kept.Measures[0].AreaPx);
        }
    }

    [Fact]
    public void Run_CinesThatDoNotBeginAtEndDiastole_AreComparedFromThere()
    {
        using var generator = PlantedModels.RandomGenerator();
        using var segmenter = PlantedModels.BrightnessSegmenter();
        var cines = KnownMotion.Cines(generator, 8);
        RealCine[] late = [.. cines.Select(c => From(c, 3))];
        var (expected, found) = (Run(cines), Run(late));
        foreach (var (a, b) in expected.Sets.Zip(found.Sets))
            Assert.All(
                a.Cines.Zip(b.Cines),
                p => Assert.All(p.First.RelativeArea.Zip(p.Second.RelativeArea), s => Assert.Equal(s.First, s.Second, 1e-3))
            );

        TrajectoryComparisonResult Run(IReadOnlyList<RealCine> of) => new TrajectoryComparison(generator, segmenter, Options).Run(of);

        static RealCine From(RealCine cine, int first)
        {
            int[] order = [.. Enumerable.Range(0, cine.Frames.Count).Select(i => (i + first) % cine.Frames.Count)];
            return new RealCine(
                new LatentCine(cine.Subject, [.. order.Select(i => cine.Latents.Latents[i])], endDiastole: cine.Frames.Count - first),
                [.. order.Select(i => cine.Frames[i])]
            );
        }
    }

    [Fact]
    public void Run_ThreePatients_IsRefused()
    {
        using var generator = PlantedModels.RandomGenerator();
        using var segmenter = PlantedModels.BrightnessSegmenter();
        var cines = KnownMotion.Cines(generator, 8)[..3];
        Assert.Contains(
            "4 patients",
            Assert.Throws<InputException>(() => new TrajectoryComparison(generator, segmenter, Options).Run(cines)).Message,
            StringComparison.Ordinal
        );
    }
}
