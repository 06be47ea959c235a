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

    // Models that name their weights and do not hold them.
    private GanCatalog Naming => _ml.Gan.With(embedWeights: false);

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
        var path = Save(_ml.Gan.MoveAlong("Made", [.. Enumerable.Repeat(1f, ContractRows.WDim)], 3, "W"), "");
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
    public void LoadModel_MovedWithItsWeights_FindsThemBesideTheModel()
    {
        var (weights, moved) = (Path.Combine(_folder, "a", "g.safetensors"), Path.Combine(_folder, "b"));
        Directory.CreateDirectory(Path.GetDirectoryName(weights)!);
        File.Copy(Specimens.GeneratorPath, weights);
        var model = Save(Naming.GenerateImages("Made", weights, "W"), "a");
        Directory.Move(Path.Combine(_folder, "a"), moved);
        using var loaded = (GenerateImagesTransformer)_ml.Gan.LoadModel(Path.Combine(moved, Path.GetFileName(model)));
        Assert.Equal(Path.Combine(moved, "g.safetensors"), loaded.Weights.Path);
    }

    [Fact]
    public void LoadModel_WeightsInAnotherFolder_FindsThemThere()
    {
        var (weights, elsewhere) = (Path.Combine(_folder, "w", "g.safetensors"), Path.Combine(_folder, "elsewhere"));
        Directory.CreateDirectory(Path.GetDirectoryName(weights)!);
        File.Copy(Specimens.GeneratorPath, weights);
        var model = Save(Naming.GenerateImages("Made", weights, "W"), "m");
        Directory.Move(Path.Combine(_folder, "w"), elsewhere);
        var error = Assert.Throws<InputException>(() => _ml.Gan.LoadModel(model));
        Assert.Contains("expected its weights 'g.safetensors'", error.Message);
        Assert.Contains("none of the same content (SHA-256 ", error.Message);
        Assert.Contains("weightsFolder", error.Message);
        using var loaded = (GenerateImagesTransformer)_ml.Gan.LoadModel(model, elsewhere);
        Assert.Equal(Path.Combine(elsewhere, "g.safetensors"), loaded.Weights.Path);
    }

    [Fact]
    public void LoadModel_WeightsRenamedBesideTheModel_FindsThemByContent()
    {
        var (weights, renamed) = (Path.Combine(_folder, "w", "g.safetensors"), Path.Combine(_folder, "m", "hearts.safetensors"));
        Directory.CreateDirectory(Path.GetDirectoryName(weights)!);
        File.Copy(Specimens.GeneratorPath, weights);
        var model = Save(Naming.GenerateImages("Made", weights, "W"), "m");
        File.Move(weights, renamed);
        File.WriteAllText(weights, "other content under the old name");
        using var loaded = (GenerateImagesTransformer)_ml.Gan.LoadModel(model);
        Assert.Equal(renamed, loaded.Weights.Path);
    }

    [Fact]
    public void LoadModel_WeightsGoneThatAreShipped_MeasuresTheSameWithTheShippedOnes()
    {
        var (weights, model) = (Path.Combine(_folder, "mine.safetensors"), Path.Combine(_folder, "model.zip"));
        var shipped = ShippedModels.File("segmenter-small", "segmenter.safetensors");
        File.Copy(shipped, weights);
        var frames = _ml.Gan.LoadPhantom(subjects: 1, seed: 2, new PhantomOptions { Phases = 20 });
        float[] expected;
        using (
            var fitted = _ml
                .Gan.With(embedWeights: false)
                .MeasurePhenotypes("Image", new MeasurePhenotypesOptions { SegmenterPath = weights, OutputColumnPrefix = "Made" })
                .Fit(frames)
        )
        {
            _ml.Model.Save(fitted, frames.Schema, model);
            expected = [.. fitted.Transform(frames).GetColumn<float>("MadeLvAreaMm2")];
        }

        File.Delete(weights);
        using var loaded = (MeasurePhenotypesTransformer)_ml.Gan.LoadModel(model);
        Assert.Equal(shipped, loaded.Weights.Path);
        Assert.Contains(expected, a => a > 0);
        Assert.Equal(
            expected,
            loaded.Transform(frames).GetColumn<float>("MadeLvAreaMm2"),
            (a, b) => Math.Abs(a - b) <= 2e-5f * Math.Max(1, a)
        );
    }

    [Theory]
    [InlineData(null)]
    [InlineData(true)]
    public void LoadModel_MovedWithoutWeights_MakesTheSameOfThoseInIt(bool? embed)
    {
        var weights = Path.Combine(_folder, "w", "g.safetensors");
        Directory.CreateDirectory(Path.GetDirectoryName(weights)!);
        File.Copy(Specimens.GeneratorPath, weights);
        using var fitted = _ml.Gan.With(embedWeights: embed).GenerateImages("Made", weights, "W").Fit(_rows);
        var (here, there, again) = (
            Path.Combine(_folder, "model.zip"),
            Path.Combine(_folder, "x", "a.zip"),
            Path.Combine(_folder, "b.zip")
        );
        _ml.Model.Save(fitted, _rows.Schema, here);
        var expected = fitted.Transform(_rows).GetColumn<float[]>("Made").ToArray();
        fitted.Dispose(); // or it would lend its network
        Directory.Delete(Path.GetDirectoryName(weights)!, recursive: true);
        Directory.CreateDirectory(Path.GetDirectoryName(there)!);
        File.Move(here, there);
        foreach (var path in (string[])[there, again])
        {
            using var loaded = (GenerateImagesTransformer)_ml.Gan.LoadModel(path);
            Assert.Equal("g.safetensors", loaded.Weights.Path); // whose disk it was on is not in the model
            var made = loaded.Transform(_rows).GetColumn<float[]>("Made").ToArray();
            Assert.Equal(expected.SelectMany(v => v), made.SelectMany(v => v), (a, b) => Math.Abs(a - b) <= 2e-5f);
            if (path == there)
                _ml.Model.Save(loaded, _rows.Schema, again); // a loaded model still has them to give
        }
    }

    [Fact]
    public void Save_WeightsNamed_DoesNotHoldThem()
    {
        var held = new FileInfo(Save(_ml.Gan.GenerateImages("Made", Specimens.GeneratorPath, "W"), "held"));
        var named = new FileInfo(Save(Naming.GenerateImages("Made", Specimens.GeneratorPath, "W"), "named"));
        Assert.True(named.Length + new FileInfo(Specimens.GeneratorPath).Length / 2 < held.Length, $"{named.Length} {held.Length}");
        using var fitted = _ml.Gan.GenerateImages("Made", Specimens.GeneratorPath, "W").Fit(_rows);
        var state = ComponentState.Write(fitted);
        var damaged = state.Replace("\"Content\":\"", "\"Content\":\"AAAA", StringComparison.Ordinal);
        Assert.NotEqual(state, damaged);
        var error = Assert.Throws<InputException>(() =>
            ComponentState.Read(damaged, new RestoreContext(new GanContext(_ml), "m.zip", null))
        );
        Assert.Contains("as saved, found other content", error.Message);
    }

    [Fact]
    public void LoadModel_WeightsChanged_SaysSo()
    {
        var weights = Path.Combine(_folder, "g.safetensors");
        File.Copy(Specimens.GeneratorPath, weights);
        var model = Save(Naming.GenerateImages("Made", weights, "W"), "");
        using (var file = File.OpenWrite(weights))
        {
            file.Seek(-1, SeekOrigin.End);
            file.WriteByte(1);
        }

        var error = Assert.Throws<InputException>(() => _ml.Gan.LoadModel(model));
        Assert.Contains("expected the weights the model was saved with (SHA-256 ", error.Message);
        Assert.Contains("found other content (SHA-256 ", error.Message);
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

    private string Save(IEstimator<GanTransformer> estimator, string subfolder)
    {
        Directory.CreateDirectory(Path.Combine(_folder, subfolder));
        var path = Path.Combine(_folder, subfolder, "model.zip");
        using var fitted = estimator.Fit(_rows);
        _ml.Model.Save(fitted, _rows.Schema, path);
        return path;
    }

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
