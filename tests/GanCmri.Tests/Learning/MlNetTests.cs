using GanCmri.Learning;
using GanCmri.Learning.Data;
using GanCmri.Learning.Networks;
using GanCmri.Learning.Trajectories;
using GanCmri.Networks;
using GanCmri.Runtime;
using GanCmri.Tests.Learning.Contract;
using GanCmri.Tests.Trajectories.Directions;
using GanCmri.Trajectories.Directions;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanCmri.Tests.Learning;

/// <summary>The components among ML.NET's own.</summary>
public class MlNetTests
{
    private readonly MLContext _ml = new(1);

    [Fact]
    public void CrossValidate_BySubject_FindsThePlantedLine()
    {
        var rows = Planted(120);
        var pipeline = _ml
            .Gan.PhenotypeDirection("Along", "Area", "W")
            .Append(_ml.Transforms.Concatenate("Features", "Along"))
            .Append(_ml.Regression.Trainers.Sdca("Area", maximumNumberOfIterations: 30));
        var folds = _ml.Regression.CrossValidate(rows, pipeline, 4, "Area", "Subject");
        Assert.All(folds, f => Assert.InRange(f.Metrics.RSquared, 0.7, 1));
    }

    [Fact]
    public void MoveToValue_WithAField_ReachesItInTheFieldsEyeAlsoWhenLoadedAgain()
    {
        using var folder = new TemporaryFolder();
        var direction = PlantedField.Direction(FieldTarget.LvArea);
        var rows = _ml.Data.LoadFromEnumerable([new FieldRow { W = [.2f, 0, .1f, 0] }, new FieldRow { W = [-1, .1f, 0, 3] }]);
        using var fitted = _ml
            .Gan.MoveToValue("Moved", direction, 1700, "W")
            .Append(_ml.Gan.MoveAlong("Back", direction, -.5f, "Moved"))
            .Fit(rows);
        _ml.Model.Save(fitted, rows.Schema, folder.File("model.zip"));
        var loaded = new MLContext().Gan.LoadModel(folder.File("model.zip"));
        foreach (var moved in new[] { fitted.Transform(rows), loaded.Transform(rows) })
        {
            Assert.All(moved.GetColumn<float[]>("Moved"), w => Assert.Equal(1700, direction.Field!.ValueOf(w), 1.0));
            Assert.All(moved.GetColumn<float[]>("Back"), w => Assert.Equal(1600, direction.Field!.ValueOf(w), 1.0));
        }

        Assert.Throws<InputException>(() => _ml.Gan.MoveToValue("Moved", direction with { Field = null }, 1700, "W"));
    }

    private sealed class FieldRow
    {
        [VectorType(4)]
        public float[] W { get; init; } = [];
    }

    [Fact]
    public void MoveToValue_OneValue_EqualsAColumnOfIt()
    {
        var rows = ContractRows.Make();
        var direction = Enumerable.Repeat(0.3f, ContractRows.WDim).ToArray();
        var calibration = new DirectionCalibration(1500, 200, 0.9);
        using var same = _ml.Gan.MoveToValue("Moved", direction, calibration, 1700, "W").Fit(rows);
        var constant = new RowsView(
            ContractRows.Count,
            SourceColumn.Number("Asked", _ => 1700),
            SourceColumn.Vector("W", [ContractRows.WDim], (r, w) => ColumnReader.Read(rows, default, "W")[0][r].CopyTo(w))
        );
        using var column = _ml.Gan.MoveToValue("Moved", direction, calibration, "Asked", "W").Fit(constant);
        Assert.Equal(1700, same.Value);
        Assert.Equal(
            ColumnReader.Read(column.Transform(constant), default, "Moved")[0],
            ColumnReader.Read(same.Transform(rows), default, "Moved")[0]
        );
    }

    public static TheoryData<string> Trainers => ["Sdca", "FastTree", "LightGbm"];

    [Theory]
    [MemberData(nameof(Trainers))]
    public void Fit_LatentsThroughMinMaxAndPca_TrainersLearnThePhenotype(string trainer)
    {
        var rows = Planted(300);
        var split = _ml.Data.TrainTestSplit(rows, 0.25, "Subject");
        var pipeline = _ml
            .Gan.MoveAlong("Moved", [0.5f, 0, 0, 0], 1, "W")
            .Append(_ml.Transforms.NormalizeMinMax("Moved"))
            .Append(_ml.Transforms.ProjectToPrincipalComponents("Features", "Moved", rank: 4, seed: 1))
            .Append(_ml.Transforms.NormalizeMeanVariance("Features"))
            .Append(Trainer(trainer));
        var scored = pipeline.Fit(split.TrainSet).Transform(split.TestSet);
        Assert.InRange(_ml.Regression.Evaluate(scored, "Area").RSquared, 0.5, 1);
    }

    [Theory]
    [MemberData(nameof(Trainers))]
    public void CrossValidate_ByPatient_NeverHasAPatientOnBothSides(string trainer)
    {
        var rows = Planted(300);
        var folds = _ml.Regression.CrossValidate(
            rows,
            _ml.Gan.MoveAlong("Features", [0.5f, 0, 0, 0], 1, "W").Append(Trainer(trainer)),
            4,
            "Area",
            "Subject"
        );
        var held = folds.Select(f => ColumnReader.ReadText(f.ScoredHoldOutSet, "Subject")).ToArray();
        Assert.All(held, fold => Assert.NotEmpty(fold));
        Assert.Equal(300, held.Sum(fold => fold.Length));
        Assert.Equal(100, held.Sum(fold => fold.Distinct().Count()));
        Assert.All(folds, f => Assert.InRange(f.Metrics.RSquared, 0.5, 1));
    }

    [Fact]
    public void PermutationFeatureImportance_OnMovedLatents_NamesTheSlot()
    {
        var rows = Planted(120);
        var prepared = _ml.Gan.MoveAlong("Features", [0.5f, 0, 0, 0], 1, "W").Fit(rows).Transform(rows);
        var model = _ml.Regression.Trainers.FastTree("Area", numberOfTrees: 30, minimumExampleCountPerLeaf: 3).Fit(prepared);
        var importance = _ml.Regression.PermutationFeatureImportance((ITransformer)model, prepared, "Area");
        Assert.Equal("w2", importance.MinBy(slot => slot.Value.RSquared.Mean).Key);
    }

    [Fact]
    public void Fit_MultiPassTrainerAfterAGenerator_WarnsUnlessCached()
    {
        var rows = ContractRows.Make();
        var warnings = 0;
        _ml.Log += (_, e) => warnings += e.Message.Contains("AppendCacheCheckpoint") ? 1 : 0;
        var generate = _ml.Gan.GenerateImages("Picture", Specimens.GeneratorPath, "W");
        using (
            generate
                .AppendCacheCheckpoint(_ml)
                .Append(_ml.Regression.Trainers.Sdca("Area", "Picture", maximumNumberOfIterations: 3))
                .Fit(rows)
        )
            Assert.Equal(0, warnings);
        using (generate.Append(_ml.Regression.Trainers.Sdca("Area", "Picture", maximumNumberOfIterations: 3)).Fit(rows))
            Assert.Equal(1, warnings);
    }

    [Fact]
    public void PermutationFeatureImportance_OnADirection_NamesIt()
    {
        var rows = Planted(120);
        var prepared = _ml
            .Gan.PhenotypeDirection("Along", "Area", "W")
            .Append(_ml.Transforms.Concatenate("Features", "Along", "Noise"))
            .Fit(rows)
            .Transform(rows);
        var model = _ml.Regression.Trainers.Sdca("Area", maximumNumberOfIterations: 30).Fit(prepared);
        var importance = _ml.Regression.PermutationFeatureImportance(model, prepared, "Area");
        Assert.True(Math.Abs(importance[0].RSquared.Mean) > 20 * Math.Abs(importance[1].RSquared.Mean));
    }

    [Fact]
    public void Fit_ChainWithAColumnMissingInTheMiddle_FailsBeforeAnyWork()
    {
        var chain = _ml
            .Gan.MapLatents("W2", Specimens.GeneratorPath, "Z")
            .Append(_ml.Gan.GenerateImages("Picture", Specimens.GeneratorPath, "W3"));
        var error = Assert.ThrowsAny<Exception>(() => chain.Fit(ContractRows.Make()));
        Assert.Contains("column 'W3': expected latent w", error.Message);
    }

    [Fact]
    public void PredictionEngine_FromZToAPhenotype_EqualsTransform()
    {
        var rows = ContractRows.Make();
        using var chain = _ml
            .Gan.MapLatents("Latent", Specimens.GeneratorPath, "Z")
            .Append(_ml.Gan.GenerateImages("Picture", Specimens.GeneratorPath, "Latent"))
            .Fit(rows);
        using var engine = _ml.Model.CreatePredictionEngine<Heart, Picture>(chain);
        var z = ColumnReader.Read(rows, default, "Z")[0];
        var expected = ColumnReader.Read(chain.Transform(rows), default, "Picture")[0];
        for (var r = 0; r < 3; r++)
            Assert.All(engine.Predict(new Heart { Z = z[r] }).Pixels.Zip(expected[r]), p => Assert.Equal(p.Second, p.First, 4));
    }

    [Fact]
    public void Dispose_ManyChains_FreesTheNetworks()
    {
        var rows = ContractRows.Make();
        long Cycle(int times)
        {
            for (var i = 0; i < times; i++)
            {
                using var chain = _ml
                    .Gan.MapLatents("Latent", Specimens.GeneratorPath, "Z")
                    .Append(_ml.Gan.GenerateImages("Picture", Specimens.GeneratorPath, "Latent"))
                    .Fit(rows);
                ColumnReader.Read(_ml.Data.TakeRows(chain.Transform(rows), 2), default, "Picture");
            }

            GC.Collect();
            GC.WaitForPendingFinalizers();
            using var process = System.Diagnostics.Process.GetCurrentProcess();
            return process.WorkingSet64;
        }

        var before = Cycle(250); // in a process of its own the first 200 alone take 65 MB of heap and compiled code, the next 10
        Assert.Equal(0, NetworkLease<StyleGan2Generator>.Held);
        Assert.InRange(Cycle(200) - before, long.MinValue, 32 << 20);
    }

    [Fact]
    public void Transform_AfterDispose_SaysSo()
    {
        var rows = ContractRows.Make();
        var fitted = _ml.Gan.MapLatents("Latent", Specimens.GeneratorPath, "Z").Fit(rows);
        var view = fitted.Transform(rows);
        fitted.Dispose();
        fitted.Dispose();
        Assert.Throws<ObjectDisposedException>(() => ColumnReader.Read(view, default, "Latent"));
    }

    private IEstimator<ITransformer> Trainer(string name) =>
        name switch
        {
            "Sdca" => _ml.Regression.Trainers.Sdca("Area", maximumNumberOfIterations: 30),
            "FastTree" => _ml.Regression.Trainers.FastTree("Area", numberOfLeaves: 8, numberOfTrees: 60, minimumExampleCountPerLeaf: 5),
            _ => _ml.Regression.Trainers.LightGbm("Area", numberOfLeaves: 8, minimumExampleCountPerLeaf: 5, numberOfIterations: 60),
        };

    // Area = 2000 + 300 w[2] + noise; several rows a subject.
    private static RowsView Planted(int rows)
    {
        var random = new Random(5);
        var w = Enumerable
            .Range(0, rows)
            .Select(_ => Enumerable.Range(0, 4).Select(_ => (float)(2 * random.NextDouble() - 1)).ToArray())
            .ToArray();
        var noise = Enumerable.Range(0, rows).Select(_ => (float)(2 * random.NextDouble() - 1)).ToArray();
        return new RowsView(
            rows,
            SourceColumn.Text("Subject", r => $"s{r / 3}"),
            SourceColumn.Vector("W", [4], (r, v) => w[r].CopyTo(v), "w"),
            SourceColumn.Number("Noise", r => noise[(r + 1) % rows]),
            SourceColumn.Number("Area", r => 2000 + 300 * w[r][2] + 20 * noise[r])
        );
    }

    private sealed class Heart
    {
        [VectorType(ContractRows.WDim)]
        public float[] Z { get; set; } = [];
    }

    private sealed class Picture
    {
        [ColumnName("Picture")]
        public float[] Pixels { get; set; } = [];
    }
}
