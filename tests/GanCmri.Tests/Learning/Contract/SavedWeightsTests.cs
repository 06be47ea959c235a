using GanCmri.Imaging.Phantom;
using GanCmri.Learning;
using GanCmri.Learning.Networks;
using GanCmri.Learning.Phenotypes;
using GanCmri.Learning.Saving;
using GanCmri.Runtime;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanCmri.Tests.Learning.Contract;

/// <summary>A saved model finds the networks it was saved with, by content, or says where it looked.</summary>
public sealed class SavedWeightsTests : IDisposable
{
    private readonly MLContext _ml = new(1);
    private readonly IDataView _rows = ContractRows.Make();
    private readonly string _folder = Directory.CreateTempSubdirectory("gancmri-saved-").FullName;

    // Models that name their weights and do not hold them.
    private GanCatalog Naming => _ml.Gan.With(embedWeights: false);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

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
        Change(weights);
        var error = Assert.Throws<InputException>(() => _ml.Gan.LoadModel(model));
        Assert.Contains("expected the weights the model was saved with (SHA-256 ", error.Message);
        Assert.Contains("found other content (SHA-256 ", error.Message);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(true)]
    public void Save_WeightsChangedSinceTheFit_IsRefused(bool? embed)
    {
        var (weights, model) = (Path.Combine(_folder, "g.safetensors"), Path.Combine(_folder, "model.zip"));
        File.Copy(Specimens.GeneratorPath, weights);
        using var fitted = _ml.Gan.With(embedWeights: embed).GenerateImages("Made", weights, "W").Fit(_rows);
        Change(weights);
        var error = Assert.Throws<InputException>(() => _ml.Model.Save(fitted, _rows.Schema, model));
        Assert.Contains("expected the weights that the step was made with (SHA-256 ", error.Message);
        Assert.Contains("found other content (SHA-256 ", error.Message);
        Assert.Contains("embedWeights: false", error.Message);
    }

    [Fact]
    public void Save_WeightsGoneSinceTheFit_IsRefusedWhereTheyWereToBeHeld()
    {
        var (weights, model) = (Path.Combine(_folder, "g.safetensors"), Path.Combine(_folder, "model.zip"));
        File.Copy(Specimens.GeneratorPath, weights);
        using var fitted = _ml.Gan.With(embedWeights: true).GenerateImages("Made", weights, "W").Fit(_rows);
        File.Delete(weights);
        var error = Assert.Throws<InputException>(() => _ml.Model.Save(fitted, _rows.Schema, model));
        Assert.Contains("found no such file", error.Message);
    }

    [Fact]
    public void Fit_WeightsChangedSinceTheStepWasMade_IsRefused()
    {
        var weights = Path.Combine(_folder, "g.safetensors");
        File.Copy(Specimens.GeneratorPath, weights);
        Change(weights); // content that no other test has loaded
        var step = _ml.Gan.GenerateImages("Made", weights, "W");
        File.Copy(Specimens.GeneratorPath, weights, overwrite: true);
        var error = Assert.Throws<InputException>(() => step.Fit(_rows));
        Assert.Contains("expected the weights that the step was made with (SHA-256 ", error.Message);
    }

    private static void Change(string weights)
    {
        using var file = File.OpenWrite(weights);
        file.Seek(-1, SeekOrigin.End);
        file.WriteByte(1);
    }

    private string Save(IEstimator<GanTransformer> estimator, string subfolder)
    {
        Directory.CreateDirectory(Path.Combine(_folder, subfolder));
        var path = Path.Combine(_folder, subfolder, "model.zip");
        using var fitted = estimator.Fit(_rows);
        _ml.Model.Save(fitted, _rows.Schema, path);
        return path;
    }
}
