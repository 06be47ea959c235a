using GanCmri.Phenotypes;
using GanCmri.Runtime;
using GanCmri.Studies;
using GanCmri.Studies.Contraction;
using GanCmri.Trajectories;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Tests.Studies.Contraction;

public class ContractionSearchTests
{
    [Fact]
    public void Amplitudes_OfAskedContractions_AreMetWhereTheMotionReachesThem()
    {
        using var models = PlantedModels.Make();
        var hearts = new SubjectSource(models.Generator, models.EdToEs, new StudyOptions { Psi = 1 }, models.Device).DrawLatents(0, 8);
        var maker = new FrameMaker(models.Generator, models.Segmenter, 175);
        double[] reached = [.. hearts.Select(w => Fac(maker, models.EdToEs.Scaled(1.3).Cine(w, 10)))],
            asked = [.. reached.Select(f => double.IsFinite(f) ? Math.Clamp(f, 0, 90) : 0)];
        var amplitudes = new ContractionSearch(maker).Amplitudes(models.EdToEs, hearts, asked, 10);
        double[] fac = [.. hearts.Zip(amplitudes, (w, a) => Fac(maker, models.EdToEs.Scaled(a).Cine(w, 10)))];
        Assert.All(amplitudes, a => Assert.InRange(a, 0, 4));
        // Planted hearts are ragged: some jump.
        Assert.True(
            fac.Zip(asked).Count(p => Math.Abs(p.First - p.Second) < 2) >= 5,
            string.Join(' ', fac) + " for " + string.Join(' ', asked)
        );
    }

    [Fact]
    public void Amplitudes_OfNoContraction_IsNoMotion()
    {
        using var models = PlantedModels.Make();
        var hearts = new SubjectSource(models.Generator, models.EdToEs, new StudyOptions { Psi = 1 }, models.Device).DrawLatents(0, 2);
        var search = new ContractionSearch(new FrameMaker(models.Generator, models.Segmenter, 175));
        Assert.Equal([0.0, 0.0], search.Amplitudes(models.EdToEs, hearts, [0, 0], 10));
        Assert.Throws<InputException>(() => search.Amplitudes(models.EdToEs, hearts, [50, 100], 10));
    }

    [Fact]
    public void Scaled_AnyTrajectory_GoesThatManyTimesAsFar()
    {
        Trajectory[] all =
        [
            new EdToEs([1, 2]),
            new FrameToFrame([
                [1, 0],
                [0, 1],
                [-1, 0],
            ]),
            new PeriodicTrajectory(
                [
                    [1, 0],
                    [0, 2],
                ],
                .1,
                .1
            ),
        ];
        Assert.All(
            all,
            t =>
            {
                Assert.Equal(t.Kind, t.Scaled(2).Kind);
                foreach (var (once, twice) in t.Cine([0, 0], 8).Zip(t.Scaled(2).Cine([0, 0], 8)))
                    Assert.Equal(once.Select(v => 2 * v), twice);
            }
        );
    }

    private static double Fac(FrameMaker maker, float[][] cine)
    {
        double[] areas = [.. maker.Make(cine, _ => { }, default).Select(f => f.Measures.AreaMm2)];
        return 100 * (1 - areas[cine.Length / 2 - 1] / areas[0]);
    }
}
