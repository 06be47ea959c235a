using GanCmri.Learning;
using GanCmri.Learning.Data;
using GanCmri.Learning.Networks;
using GanCmri.Networks;
using GanCmri.Networks.Weights;
using GanCmri.Runtime;
using GanCmri.Tests.Studies;
using Microsoft.ML;
using Microsoft.ML.Data;
using static TorchSharp.torch;

namespace GanCmri.Tests.Learning.Networks;

/// <summary>Labels that are asked of a generator that was told some.</summary>
public sealed class MapLatentsTests : IDisposable
{
    private readonly MLContext _ml = new(1);
    private readonly TemporaryFolder _folder = new();
    private readonly float[][] _z = [.. Enumerable.Range(0, 5).Select(i => PlantedModels.Vector(2, 40 + i))];

    public MapLatentsTests()
    {
        using (var told = PlantedModels.RandomGenerator(labels: 4))
            NetworkFile.Save(
                Told,
                told,
                new NetworkNotes
                {
                    Labels = [new("phase", ["ED", "ES"]), new("position", ["0", "1"], Continuous: true)],
                    ShownLabels =
                    [
                        ["ED", "0"],
                        ["ES", "1"],
                    ],
                }
            );
        using var plain = PlantedModels.RandomGenerator();
        NetworkFile.Save(Plain, plain);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("phase=ES", 0.7f)]
    [InlineData(" position = 0.3, phase=ED", 1)]
    [InlineData(null, 0.7f)]
    public void MapLatents_ALabel_IsTheNetworkAskedForItAlsoWhenLoadedAgain(string? label, float psi)
    {
        using var network = NetworkFile.LoadGenerator(Told, device: CPU);
        LabelValue[] asked = label is null ? [] : LabelText.Some(label, network.Labels!.Columns);
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var expected = network.Map(tensor(_z.SelectMany(z => z).ToArray(), 5, 8), psi, asked: asked).select(1, 0).Numbers();
        using (var fitted = _ml.Gan.MapLatents("W", Told, "Z", psi, label).Fit(Rows))
        {
            Assert.Equal(label, fitted.Label);
            Assert.Equal(expected, Latents(fitted), (a, b) => Math.Abs(a - b) < 1e-5);
            _ml.Model.Save(fitted, Rows.Schema, _folder.File("model.zip"));
        }

        using var loaded = (MapLatentsTransformer)new MLContext().Gan.LoadModel(_folder.File("model.zip"));
        Assert.Equal(expected, Latents(loaded), (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void MapLatents_AWholeLabel_IsThatOfGenerateClass()
    {
        using var network = NetworkFile.LoadGenerator(Told, device: CPU);
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var label = tensor(LabelText.Parse("phase=ES,position=0.25", 4, network.Labels!.Columns)).reshape(1, 4).expand(5, -1);
        var expected = network.Mapping.Forward(tensor(_z.SelectMany(z => z).ToArray(), 5, 8), label).select(1, 0).Numbers();
        using var fitted = _ml.Gan.MapLatents("W", Told, "Z", label: "phase=ES,position=0.25").Fit(Rows);
        Assert.Equal(expected, Latents(fitted), (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Theory]
    [InlineData("told", "phase=diastasis", "phase= ED or ES; position= a number from 0 to 1")]
    [InlineData("told", "ES", "phase= ED or ES")]
    [InlineData("told", "phase=ES,phase=ED", "phase= ED or ES")]
    [InlineData("told", "", "phase= ED or ES")]
    [InlineData("plain", "phase=ES", "expected none, as the generator was not told labels")]
    public void MapLatents_ALabelThatTheGeneratorDoesNotKnow_IsRefused(string network, string label, string said)
    {
        var held = NetworkLease<StyleGan2Generator>.Held;
        var estimator = _ml.Gan.MapLatents("W", _folder.File(network + ".safetensors"), "Z", label: label);
        Assert.Contains(said, Assert.Throws<InputException>(() => estimator.Fit(Rows)).Message, StringComparison.Ordinal);
        Assert.Equal(held, NetworkLease<StyleGan2Generator>.Held);
    }

    private string Told => _folder.File("told.safetensors");

    private string Plain => _folder.File("plain.safetensors");

    private RowsView Rows => new(5, SourceColumn.Vector("Z", [8], (r, v) => _z[r].CopyTo(v)));

    private float[] Latents(MapLatentsTransformer fitted) => [.. fitted.Transform(Rows).GetColumn<float[]>("W").SelectMany(w => w)];
}
