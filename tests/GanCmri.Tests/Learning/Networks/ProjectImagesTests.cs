using GanCmri.Latents;
using GanCmri.Latents.Encoding;
using GanCmri.Learning;
using GanCmri.Learning.Data;
using GanCmri.Learning.Networks;
using GanCmri.Networks.Weights;
using GanCmri.Runtime;
using GanCmri.Tests.Latents;
using Microsoft.ML;
using Microsoft.ML.Data;
using static TorchSharp.torch;

namespace GanCmri.Tests.Learning.Networks;

public sealed class ProjectImagesTests : IDisposable
{
    private static readonly ProjectorOptions Quick = new() { Steps = 2 };

    private readonly MLContext _ml = new(1);
    private readonly TemporaryFolder _folder = new();
    private readonly string _generator;
    private readonly float[][] _images;

    public ProjectImagesTests()
    {
        _generator = _folder.File("generator.safetensors");
        using var network = TinyNetworks.Generator();
        NetworkFile.Save(_generator, network);
        _images = [.. LatentImages.Render(network, [.. Enumerable.Range(0, 3).Select(f => Latent(f))])];
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ProjectImages_WithAnEncoder_StartsAtItsGuessAlsoWhenLoadedWithoutItsFile()
    {
        var file = Encoder(16);
        using var generator = NetworkFile.LoadGenerator(_generator, device: CPU);
        using var encoder = GanCmri.Latents.Encoding.Encoder.Load(file, CPU);
        float[][] expected = [.. new Projector(generator, Quick).Project(_images, encoder.Encode(_images)).Select(p => p.W)];
        float[][] fromMean = [.. new Projector(generator, Quick).Project(_images).Select(p => p.W)];
        Assert.NotEqual(fromMean[0][0], expected[0][0], 1e-3f);
        using (var fitted = Steps(file).Fit(Rows))
        {
            AssertClose(expected, fitted);
            _ml.Model.Save(fitted, Rows.Schema, _folder.File("model.zip"));
        }

        File.Delete(file);
        using var loaded = (ProjectImagesTransformer)new MLContext().Gan.LoadModel(_folder.File("model.zip"));
        AssertClose(expected, loaded);
    }

    [Fact]
    public void ProjectImages_OfPixelsAlone_AreTheSameForAnyBatch()
    {
        float[][] alone = Latents(1);
        Assert.Equal(alone, Latents(2));
        Assert.Equal(alone, Latents(3));

        float[][] Latents(int batch)
        {
            var options = new ProjectImagesOptions
            {
                Projector = new ProjectorOptions { Steps = 40, InitialNoise = 0.05 },
                BatchSize = batch,
                Device = "cpu",
            };
            using var fitted = _ml.Gan.ProjectImages("W", _generator, "Image", options).Fit(Rows);
            return [.. fitted.Transform(Rows).GetColumn<float[]>("W")];
        }
    }

    [Fact]
    public void ProjectImages_EncoderOfOtherImages_IsRefusedAndNothingIsHeld()
    {
        var before = NetworkLease<Encoder>.Held;
        var error = Assert.Throws<InputException>(() => Steps(Encoder(32)).Fit(Rows));
        Assert.Contains("expected an encoder for 16 x 16 images", error.Message);
        Assert.Equal(before, NetworkLease<Encoder>.Held);
        Assert.Throws<InputException>(() => Steps(_folder.File("none.safetensors")));
    }

    private RowsView Rows => new(3, SourceColumn.Vector("Image", [1, 16, 16], (r, v) => _images[r].CopyTo(v)));

    private ProjectImagesEstimator Steps(string encoder) =>
        _ml.Gan.ProjectImages(
            "W",
            _generator,
            "Image",
            new()
            {
                Projector = Quick,
                EncoderPath = encoder,
                Device = "cpu",
            }
        );

    private string Encoder(int resolution)
    {
        using var random = new Encoder(new EncoderNetwork(resolution, 16), CPU);
        random.Save(_folder.File("encoder.safetensors"), new Dictionary<string, string>());
        return _folder.File("encoder.safetensors");
    }

    private void AssertClose(float[][] expected, ProjectImagesTransformer fitted) =>
        Assert.Equal(
            expected.SelectMany(w => w),
            fitted.Transform(Rows).GetColumn<float[]>("W").SelectMany(w => w),
            (a, b) => Math.Abs(a - b) < 1e-3
        );

    private static float[] Latent(int seed) => [.. Enumerable.Range(0, 16).Select(i => (float)Math.Sin(seed + i))];
}
