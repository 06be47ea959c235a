using System.Diagnostics;
using System.Globalization;
using GanCmri.Imaging.Phantom;
using GanCmri.Learning;
using GanCmri.Learning.Data;
using GanCmri.Learning.Networks;
using GanCmri.Learning.Phenotypes;
using GanCmri.Learning.Saving;
using GanCmri.Learning.Trajectories;
using GanCmri.Runtime;
using Microsoft.Data.Analysis;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanCmri.Tests.Learning.Contract;

public class SavedModelTests : IDisposable
{
    private readonly MLContext _ml = new(1);
    private readonly IDataView _rows = ContractRows.Make();
    private readonly string _folder = Directory.CreateTempSubdirectory("gancmri-saved-").FullName;

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void LoadModel_EveryComponentInANewProcess_MakesEqualValues()
    {
        _ml.Gan.SaveCsv(_ml.Gan.ToDataFrame(_rows), Path.Combine(_folder, "rows.csv"));
        var expected = new Dictionary<string, DataFrame>();
        foreach (var (type, make) in Specimens.All)
        {
            using var fitted = make(_ml.Gan).Fit(_rows);
            _ml.Model.Save(fitted, _rows.Schema, Path.Combine(_folder, type.Name + ".zip"));
            expected[type.Name] = Made(fitted);
        }

        using var chain = Chain().Fit(_rows);
        _ml.Model.Save(chain, _rows.Schema, Path.Combine(_folder, "Chain.zip"));
        expected["Chain"] = Made(chain);

        Run(Path.Combine(AppContext.BaseDirectory, "GanCmri.Tests.Loader.dll"), _folder, string.Join(',', ContractRows.TextColumns));
        foreach (var (name, made) in expected)
        {
            _ml.Gan.SaveCsv(made, Path.Combine(_folder, name + ".expected.csv"));
            AssertEqual(
                name,
                File.ReadAllLines(Path.Combine(_folder, name + ".expected.csv")),
                File.ReadAllLines(Path.Combine(_folder, name + ".made.csv"))
            );
            Assert.Contains(
                "load this model with mlContext.Gan.LoadModel",
                File.ReadAllText(Path.Combine(_folder, name + ".plain.txt")),
                StringComparison.Ordinal
            );
        }
    }

    [Fact]
    public void CreatePredictionEngine_OfAModelLoadedWithoutUs_SaysHowToLoadIt()
    {
        var path = Path.Combine(_folder, "model.zip");
        using (var fitted = _ml.Gan.MoveAlong("Made", [.. Enumerable.Repeat(1f, ContractRows.WDim)], 3, "W").Fit(_rows))
            _ml.Model.Save(fitted, _rows.Schema, path);
        var plain = _ml.Model.Load(path, out var schema);
        foreach (
            var use in new Action[]
            {
                () => plain.GetRowToRowMapper(schema),
                () => _ml.Model.CreatePredictionEngine<PlainLatent, PlainMade>(plain),
            }
        )
        {
            var error = Assert.ThrowsAny<Exception>(use).ToString();
            Assert.True(error.Contains("mlContext.Gan.LoadModel", StringComparison.Ordinal), error);
        }
    }

    [Fact]
    public void Transform_OfAChainLoadedWithoutUs_SaysHowToLoadItAtTheFirstUse()
    {
        using var ours = _ml
            .Gan.MoveAlong("Made", [.. Enumerable.Repeat(1f, ContractRows.WDim)], 3, "W")
            .Append(_ml.Gan.MoveAlong("Again", [.. Enumerable.Repeat(1f, ContractRows.WDim)], 1, "Made"))
            .Fit(_rows);
        using var mixed = _ml
            .Transforms.NormalizeMinMax("Scaled", "W")
            .Append(_ml.Gan.MoveAlong("Made", [.. Enumerable.Repeat(1f, ContractRows.WDim)], 3, "Scaled"))
            .Fit(_rows);
        foreach (var chain in new ITransformer[] { ours, mixed })
        {
            var path = Path.Combine(_folder, "chain.zip");
            _ml.Model.Save(chain, _rows.Schema, path);
            var plain = _ml.Model.Load(path, out _);
            foreach (
                var use in new Action[]
                {
                    () => plain.Transform(_rows).Preview(),
                    () =>
                        _ = _ml
                            .Data.CreateEnumerable<PlainMade>(plain.Transform(_rows), reuseRowObject: false, ignoreMissingColumns: true)
                            .ToArray(),
                    () => _ml.Model.CreatePredictionEngine<PlainLatent, PlainMade>(plain),
                }
            )
            {
                var error = Assert.ThrowsAny<Exception>(use);
                for (; error.InnerException is { } inner; error = inner) { }
                Assert.Contains(
                    "load this model with mlContext.Gan.LoadModel, not mlContext.Model.Load",
                    error.Message,
                    StringComparison.Ordinal
                );
            }
        }
    }

    [Fact]
    public void ConvertToOnnx_OfAPipelineWithOurComponents_IsRefused()
    {
        using var chain = _ml
            .Transforms.NormalizeMinMax("Scaled", "W")
            .Append(_ml.Gan.MoveAlong("Moved", [.. Enumerable.Repeat(1f, ContractRows.WDim)], 3, "Scaled"))
            .Fit(_rows);
        using var stream = new MemoryStream();
        Assert.Contains(
            "'MoveAlong'",
            Assert.Throws<InputException>(() => _ml.Model.ConvertToOnnx(chain, _rows, stream)).Message,
            StringComparison.Ordinal
        );
        using var alone = _ml.Gan.MoveAlong("Moved", [.. Enumerable.Repeat(1f, ContractRows.WDim)], 3, "W").Fit(_rows);
        Assert.Throws<InputException>(() => _ml.Model.ConvertToOnnx(alone, _rows, stream));
        Assert.Equal(0, stream.Length);
    }

    [Fact]
    public void LoadModel_NoFileOrNoModel_SaysSo()
    {
        Assert.Contains("no such file", Assert.Throws<InputException>(() => _ml.Gan.LoadModel(Path.Combine(_folder, "none.zip"))).Message);
        var text = Path.Combine(_folder, "text.zip");
        File.WriteAllText(text, "not a model");
        Assert.Contains("a model saved by mlContext.Model.Save", Assert.Throws<InputException>(() => _ml.Gan.LoadModel(text)).Message);
    }

    [Theory]
    [InlineData("{\"Kind\":\"MoveAlong\",\"Version\":2,\"State\":{}}", "version 2 of 'MoveAlong'")]
    [InlineData("{\"Kind\":\"Teleport\",\"Version\":1,\"State\":{}}", "'Teleport'")]
    [InlineData("{\"Kind\":", "damaged text")]
    public void Read_StateOfAnotherVersionOrKind_SaysWhatToDo(string state, string found)
    {
        var error = Assert.Throws<InputException>(() => ComponentState.Read(state, new RestoreContext(new GanContext(_ml), "m.zip", null)));
        Assert.StartsWith("m.zip: expected ", error.Message);
        Assert.Contains(found, error.Message);
    }

    [Fact]
    public void Read_StateWithUnknownMembers_IgnoresThem()
    {
        using var fitted = _ml.Gan.MoveAlong("Made", [1f, 2], 3, "W").Fit(Latents(2));
        var newer = ComponentState.Write(fitted).Replace("\"Step\":3", "\"Step\":3,\"Bend\":1");
        Assert.Contains("Bend", newer);
        using var read = (MoveAlongTransformer)ComponentState.Read(newer, new RestoreContext(new GanContext(_ml), "m.zip", null));
        Assert.Equal([1f, 2f], read.Direction);
        Assert.Equal(3f, read.Step);
    }

    // Plain components to the last digit; networks to single precision's rounding, since libtorch's sums depend on where memory lies.
    private static void AssertEqual(string name, string[] expected, string[] made)
    {
        Assert.Equal(expected[0], made[0]);
        Assert.Equal(expected.Length, made.Length);
        if (
            !name.Contains("Images")
            && !name.Contains("Cines")
            && name is not ("Chain" or "MapLatentsTransformer" or "MeasurePhenotypesTransformer")
        )
        {
            Assert.Equal(expected, made);
            return;
        }

        foreach (var (a, b) in expected.Skip(1).SelectMany(l => l.Split(',')).Zip(made.Skip(1).SelectMany(l => l.Split(','))))
        {
            if (a == b)
                continue;
            var value = float.Parse(a, CultureInfo.InvariantCulture);
            var tolerance = 2e-5f * Math.Max(1, Math.Abs(value));
            Assert.InRange(float.Parse(b, CultureInfo.InvariantCulture) - value, -tolerance, tolerance);
        }
    }

    private static RowsView Latents(int length) => new(1, SourceColumn.Vector("W", [length], (_, w) => w.Fill(1)));

    private EstimatorChain<RegressionPredictionTransformer<Microsoft.ML.Trainers.LinearRegressionModelParameters>> Chain() =>
        _ml
            .Transforms.NormalizeMinMax("Scaled", "W")
            .Append(_ml.Gan.MoveAlong("Moved", [.. Enumerable.Repeat(0.5f, ContractRows.WDim)], "Step", "Scaled"))
            .Append(_ml.Gan.GenerateImages("Synthetic", Specimens.GeneratorPath, "Moved"))
            .Append(_ml.Transforms.NormalizeMeanVariance("Features", "Synthetic"))
            .AppendCacheCheckpoint(_ml)
            .Append(_ml.Regression.Trainers.Sdca("Area", maximumNumberOfIterations: 5));

    private DataFrame Made(ITransformer transformer)
    {
        var made = _ml.Gan.ToDataFrame(transformer.Transform(_rows));
        foreach (var given in _rows.Schema.Select(c => c.Name))
            made.Columns.Remove(given);
        return made;
    }

    // The loader runs with the tests' own libraries: its dependency file has no libtorch.
    private static void Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardError = true, RedirectStandardOutput = true };
        string[] all =
        [
            "exec",
            "--depsfile",
            Path.Combine(AppContext.BaseDirectory, "GanCmri.Tests.deps.json"),
            "--runtimeconfig",
            Path.Combine(AppContext.BaseDirectory, "GanCmri.Tests.Loader.runtimeconfig.json"),
            program,
            .. arguments,
        ];
        foreach (var argument in all)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.Result);
    }
}

/// <summary>A row of a program that uses a saved model.</summary>
public sealed class PlainLatent
{
    /// <summary>The latent.</summary>
    [VectorType(ContractRows.WDim)]
    public float[] W { get; set; } = new float[ContractRows.WDim];
}

/// <summary>What such a program reads.</summary>
public sealed class PlainMade
{
    /// <summary>The latent moved.</summary>
    [VectorType(ContractRows.WDim)]
    public float[] Made { get; set; } = [];
}
