using GanCmri.Evaluation;
using GanCmri.Imaging.Phantom;
using GanCmri.Learning;
using GanCmri.Runtime;
using GanCmri.Tests.Learning.Contract;
using Microsoft.ML;

namespace GanCmri.Tests.Learning.Evaluation;

public class DistancesTests
{
    private static readonly EvaluationOptions Quick = new() { Resamples = 10, Splits = 3 };
    private readonly MLContext _ml = new(1);

    [Fact]
    public void Distances_PhantomsAndNoisyPhantoms_AreFurtherForTheNoisy()
    {
        var real = Hearts(seed: 1);
        var alike = _ml.Gan.Distances(real, Hearts(seed: 2), options: Quick);
        var noisy = _ml.Gan.Distances(real, Hearts(seed: 2, noise: 0.3), options: Quick);
        Assert.Equal(
            [
                "Comparison",
                "Measure",
                "Extractor",
                "Value",
                "Lower",
                "Upper",
                "Extrapolated",
                "ImagesA",
                "SubjectsA",
                "ImagesB",
                "SubjectsB",
            ],
            alike.Columns.Select(c => c.Name)
        );
        Assert.Equal(
            ["kernel", "frechet", "precision", "recall", "density", "coverage", "precision", "recall", "density", "kernel", "frechet"],
            Texts(alike, "Measure")
        );
        Assert.Equal((120, 6), ((int)alike["ImagesA"][1], (int)alike["SubjectsA"][1]));
        Assert.True((double)noisy["Value"][1] > 2 * (double)alike["Value"][1]);
    }

    [Fact]
    public void Distances_WithTrainingFrames_StandBesideTheirsAndTheRatio()
    {
        var frame = _ml.Gan.Distances(Hearts(seed: 1), Hearts(seed: 2, noise: 0.3), options: Quick, trainingFrames: Hearts(seed: 3));
        Assert.Contains("real train to real others", Texts(frame, "Comparison"));
        var ratio = Array.IndexOf(Texts(frame, "Measure"), "frechet ratio");
        Assert.True((double)frame["Value"][ratio] > 1.5);
    }

    private static string[] Texts(Microsoft.Data.Analysis.DataFrame frame, string column) =>
        [.. Enumerable.Range(0, (int)frame.Rows.Count).Select(r => (string)frame[column][r])];

    [Fact]
    public void Distances_FewSubjectsOrOtherSizes_SaysSo()
    {
        var few = _ml.Data.TakeRows(Hearts(seed: 1), 40);
        Assert.Contains(
            "expected images of at least 4 subjects, found 2",
            Assert.Throws<InputException>(() => _ml.Gan.Distances(few, few)).Message
        );
        Assert.Contains(
            "expected 64 x 64 pixels",
            Assert.Throws<InputException>(() => _ml.Gan.Distances(few, ContractRows.Make())).Message
        );
        Assert.Contains(
            "found 16 x 16",
            Assert.Throws<InputException>(() => _ml.Gan.Distances(ContractRows.Make(), ContractRows.Make())).Message
        );
    }

    private IDataView Hearts(long seed, double noise = 0.04) =>
        _ml.Gan.LoadPhantom(6, seed, new PhantomOptions { NoiseFraction = noise, Supersampling = 1 });
}
