using GanCmri.Learning;
using GanCmri.Runtime;
using GanCmri.Studies.Export;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanCmri.Tests.Learning;

public sealed class OnnxTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ApplyOnnxModel_ExportedNetworks_GiveOurImagesAndPhenotypes()
    {
        var ml = new MLContext(seed: 1);
        var generator = ShippedModels.File("sax64", "generator.safetensors");
        ml.Gan.ExportOnnx(generator, _folder.File("g.onnx"), new OnnxExportOptions { TruncationPsi = 0.7 });
        ml.Gan.ExportOnnx(ShippedModels.Segmenter, _folder.File("s.onnx"));
        var rows = ml.Gan.SampleLatents(3, generator, seed: 4, columnName: "z");
        var byOnnx = ml
            .Transforms.ApplyOnnxModel("image", "z", _folder.File("g.onnx"))
            .Append(ml.Transforms.ApplyOnnxModel("maps", "image", _folder.File("s.onnx")))
            .Append(ml.Gan.MeasureMaps())
            .Fit(rows)
            .Transform(rows);
        using var chain = ml
            .Gan.MapLatents("w", generator, "z", truncationPsi: 0.7f)
            .Append(ml.Gan.GenerateImages("image", generator, "w"))
            .Append(ml.Gan.MeasurePhenotypes("image"))
            .Fit(rows);
        var ours = chain.Transform(rows);
        foreach (var (a, b) in ours.GetColumn<float[]>("image").Zip(byOnnx.GetColumn<float[]>("image")))
            Assert.InRange(a.Zip(b, (x, y) => Math.Abs(x - y)).Max(), 0, 1e-4);
        foreach (var name in new[] { "LvAreaMm2", "SphericityIndex", "MajorAxisMm", "CavityIntensity" })
        {
            var (expected, found) = (ours.GetColumn<float>(name).ToArray(), byOnnx.GetColumn<float>(name).ToArray());
            Assert.Contains(expected, float.IsFinite);
            foreach (var (a, b) in expected.Zip(found))
                Assert.True(float.IsNaN(a) ? float.IsNaN(b) : Math.Abs(a - b) <= 1e-3 * Math.Abs(a), $"{name}: {a} and {b}");
        }
    }
}
