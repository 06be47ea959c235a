using GanCmri.Learning;
using GanCmri.Learning.Data;
using GanCmri.Learning.Saving;
using GanCmri.Runtime;
using GanCmri.Tests.Learning.Contract;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanCmri.Tests.Learning.Evaluation;

public class ScoreNearCopiesTests
{
    private const int Side = 32;
    private readonly MLContext _ml = new(1);

    [Fact]
    public void Transform_CopiesAmongOthers_ScoresThemNearZero()
    {
        var training = Pictures(12, first: 0, noise: 0);
        using var score = _ml.Gan.ScoreNearCopies("Near", training, "Image").Fit(training);
        Assert.Equal((12, 6), (score.FrameCount, score.PatientCount));
        var copies = Read(score.Transform(Pictures(12, first: 0, noise: 0.02f)));
        var others = Read(score.Transform(Pictures(12, first: 50, noise: 0)));
        Assert.True(copies.Distance.Max() < 0.3 * others.Distance.Min());
        Assert.True(copies.Ratio.Max() < 0.3);
        Assert.InRange(others.Ratio.Average(), 0.7, 1);
    }

    [Fact]
    public void State_OfAFittedStep_NamesNoPatient()
    {
        var training = Pictures(4, first: 0, noise: 0);
        using var score = _ml.Gan.ScoreNearCopies("Near", training, "Image").Fit(training);
        Assert.DoesNotContain("patient-", ComponentState.Write(score));
    }

    [Fact]
    public void ScoreNearCopies_TrainingFramesOfOnePatientOrNoImages_SaysSo()
    {
        var one = _ml.Data.TakeRows(Pictures(4, first: 0, noise: 0), 2);
        var error = Assert.Throws<InputException>(() => _ml.Gan.ScoreNearCopies("Near", one, "Image").Fit(one));
        Assert.Contains("expected images of at least 2 subjects, found 1", error.Message);
        Assert.Contains(
            "column 'Picture'",
            Assert.Throws<InputException>(() => _ml.Gan.ScoreNearCopies("Near", one, "Image", "Picture")).Message
        );
        Assert.Contains(
            "column 'Image'",
            Assert.Throws<InputException>(() => _ml.Gan.ScoreNearCopies("Near", one, "Image").Fit(ContractRows.Make())).Message
        );
    }

    // Smooth random pictures, two a patient; picture k is the same but for its noise.
    private static RowsView Pictures(int count, int first, float noise) =>
        new(
            count,
            SourceColumn.Text("Subject", r => $"patient-{r / 2}"),
            SourceColumn.Vector(
                "Image",
                [1, Side, Side],
                (r, image) =>
                {
                    var random = new Random(1000 + first + (int)r);
                    var waves = Enumerable
                        .Range(0, 12)
                        .Select(_ => (X: random.Next(1, 5), Y: random.Next(1, 5), Phase: 2 * Math.PI * random.NextDouble()))
                        .ToArray();
                    for (var i = 0; i < image.Length; i++)
                    {
                        image[i] =
                            (float)waves.Sum(w => 0.08 * Math.Sin(2 * Math.PI * (w.X * (i % Side) + w.Y * (i / Side)) / Side + w.Phase))
                            + noise * (float)(2 * random.NextDouble() - 1);
                    }
                }
            )
        );

    private static (float[] Distance, float[] Ratio) Read(IDataView scored) =>
        ([.. scored.GetColumn<float>("Near")], [.. scored.GetColumn<float>("Near.Ratio")]);
}
