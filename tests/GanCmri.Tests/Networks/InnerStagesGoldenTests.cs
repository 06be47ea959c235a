using GanCmri.Formats;
using GanCmri.Networks;
using GanCmri.Networks.Layers;
using static TorchSharp.torch;

namespace GanCmri.Tests.Networks;

/// <summary>Every inner stage of both networks against the reference (limit 3e-5 of the largest value).</summary>
public class InnerStagesGoldenTests
{
    private const double Limit = 3e-5;
    private static readonly IReadOnlyDictionary<string, NpyArray> Arrays = Golden.Npz("ada64_debug.npz");

    [Fact]
    public void Synthesis_EveryStage_EqualsReference()
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        using var g = Ada64.Generator();
        var modules = g.named_modules().ToDictionary(m => m.name, m => m.module);
        var ws = g.Mapping.Forward(Tensors.Of(Ada64.Io["z"])).narrow(0, 0, 2);
        Tensor? before = null;
        var first = 0;
        var image = g.Synthesis.Forward(
            ws,
            Noise.Const,
            (resolution, x, skip) =>
            {
                var block = $"b{resolution}";
                Check($"x_{block}", x);
                Check($"img_{block}", skip!);
                if (before is not null)
                {
                    var conv0 = (SynthesisLayer)modules[$"synthesis.{block}.conv0"];
                    Check($"style_{block}_conv0", conv0.Style(W(first)));
                    Check($"conv0_{block}", conv0.Forward(before, W(first), Noise.Const));
                    first++;
                }

                Check($"style_{block}_conv1", ((SynthesisLayer)modules[$"synthesis.{block}.conv1"]).Style(W(first)));
                first++;
                Check($"torgb_{block}", ((ToRgb)modules[$"synthesis.{block}.torgb"]).Forward(x, W(first)));
                before = x.alias();
            }
        );
        Check("img", image);

        Tensor W(int index) => ws.select(1, index);
    }

    [Fact]
    public void Discriminator_EveryStage_EqualsReference()
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        using var d = Ada64.Discriminator();
        var seen = 0;
        var logits = d.Forward(
            Tensors.Of(Ada64.Io["d_img"]),
            null,
            (stage, x) =>
            {
                var name = stage.Contains('.', StringComparison.Ordinal) ? "d_" + stage.Replace('.', '_') : "d_x_" + stage;
                Check(name, x.narrow(0, 0, Arrays[name].Shape[0]));
                seen++;
            }
        );
        Check("d_logits", logits);
        Assert.Equal(7, seen);
    }

    [Fact]
    public void Mapping_EveryLayer_EqualsReference()
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        using var g = Ada64.Generator();
        var modules = g.named_modules().ToDictionary(m => m.name, m => m.module);
        var x = Tensors.Of(Arrays["map_znorm"]);
        foreach (var layer in new[] { "fc0", "fc1" })
        {
            x = ((FullyConnected)modules["mapping." + layer]).forward(x);
            Check("map_" + layer, x);
        }
    }

    private static void Check(string name, Tensor actual) => Tensors.Equal(Arrays[name], actual, Limit, name);
}
