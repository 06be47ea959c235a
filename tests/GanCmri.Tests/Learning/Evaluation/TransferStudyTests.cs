using GanCmri.Learning;
using GanCmri.Runtime;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanCmri.Tests.Learning.Evaluation;

public class TransferStudyTests
{
    private readonly MLContext _ml = new(1);

    // One thread, so the same on every machine; SDCA lets its threads overwrite one another.
    private Microsoft.ML.Trainers.OnlineGradientDescentTrainer OneThread =>
        _ml.Regression.Trainers.OnlineGradientDescent("Area", "Features", numberOfIterations: 50, decreaseLearningRate: true);

    [Fact]
    public void TrainSyntheticTestReal_SyntheticRowsOfAnotherLine_DoWorseOnRealOnesOnly()
    {
        var rows = _ml.Gan.TrainSyntheticTestReal(Rows(3, 1), Rows(1.5f, 2), OneThread, "Area");
        double Rmse(string trained, string tested) =>
            rows.Single(r => r.TrainedOn == trained && r.TestedOn == tested && r.Metric == "rmse").Value;
        Assert.Equal(12, rows.Count);
        Assert.InRange(Rmse("real", "real"), .05, .15);
        Assert.InRange(Rmse("synthetic", "synthetic"), .05, .15);
        Assert.True(Rmse("synthetic", "real") > 1);
        Assert.All(rows, r => Assert.True(r.Lower <= r.Value && r.Value <= r.Upper && r.Subjects == 20 && r.Rows == 60));
    }

    [Fact]
    public void TrainSyntheticTestReal_YesAndNo_IsAnAuc()
    {
        var rows = _ml.Gan.TrainSyntheticTestReal(
            Rows(3, 1),
            Rows(3, 2),
            _ml.BinaryClassification.Trainers.LbfgsLogisticRegression("Large", "Features"),
            "Large"
        );
        Assert.All(rows, r => Assert.Equal("auc", r.Metric));
        Assert.All(rows, r => Assert.InRange(r.Value, .9, 1));
    }

    [Fact]
    public void TrainSyntheticTestReal_WithoutTheColumn_SaysWhatThereIs() =>
        Assert.Contains(
            "'Subjects'",
            Assert
                .Throws<InputException>(() => _ml.Gan.TrainSyntheticTestReal(Rows(3, 1), Rows(3, 2), OneThread, "Area", "Subjects"))
                .Message,
            StringComparison.Ordinal
        );

    private IDataView Rows(float slope, int seed)
    {
        var random = new Random(seed);
        return _ml.Data.LoadFromEnumerable([
            .. Enumerable
                .Range(0, 60)
                .Select(i =>
                {
                    var x = 4 * (float)random.NextDouble() - 2;
                    return new Row
                    {
                        Subject = $"P{i / 3}",
                        Features = [x, (float)random.NextDouble()],
                        Area = slope * x + .2f * ((float)random.NextDouble() - .5f),
                        Large = x > 0,
                    };
                }),
        ]);
    }

    private sealed class Row
    {
        public string Subject { get; init; } = "";

        [VectorType(2)]
        public float[] Features { get; init; } = [];

        public float Area { get; init; }

        public bool Large { get; init; }
    }
}
