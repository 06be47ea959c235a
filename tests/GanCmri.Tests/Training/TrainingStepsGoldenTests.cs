using System.Text.Json;
using GanCmri.Formats;
using GanCmri.Networks;
using GanCmri.Tests.Networks;
using GanCmri.Training;
using static TorchSharp.torch;

namespace GanCmri.Tests.Training;

/// <summary>Two whole training steps (Adam, lazy regularisation, average) against the reference's weights after each.</summary>
public class TrainingStepsGoldenTests
{
    private static readonly IReadOnlyDictionary<string, NpyArray> Arrays = Golden.Npz("ada64_train.npz");
    private static readonly JsonElement Reference = Golden.Json("ada64_train_steps.json");

    [Fact]
    public void TwoSteps_WeightsAndImages_EqualReference()
    {
        using var scope = NewDisposeScope();
        using var g = Ada64.Generator("G");
        using var d = Ada64.Discriminator();
        using var average = Ada64.Generator();
        foreach (var p in g.parameters().Concat(d.parameters()).Concat(average.parameters()))
            p.requires_grad_(false);
        using var playerG = new Player(g, 0.0025, 4);
        using var playerD = new Player(d, 0.0025, 16);
        double decay = Reference.GetProperty("settings").GetProperty("ema_beta").GetDouble(),
            mean = 0;

        playerG.Step(() => Main(In("step0_zG"), "it0_Gmain_loss"));
        playerG.Step(() =>
        {
            var ws = g.Mapping.Forward(In("step0_zGreg").narrow(0, 0, 4), updateAverage: true);
            var path = Losses.PathLength(g.Synthesis, ws, In("pl_noise"), 0, 2, Noise.Const);
            Loss("it0_Gpl_loss_before_gain", path.Loss);
            (path.Loss * 4).backward();
            mean = path.MeanLength;
        });
        playerD.Step(() => Judge(In("step0_zD"), In("step0_real"), "it0"));
        playerD.Step(() =>
        {
            var loss = Losses.R1(d, In("step0_real"), 10);
            Loss("it0_Dr1_loss_before_gain", loss);
            (loss * 16).backward();
        });
        Average.Blend(g, average, decay);
        Weights("after_it0");
        Assert.Equal(Reference.GetProperty("losses").GetProperty("it0_pl_mean").GetProperty("value").GetDouble(), mean, 3e-5);

        playerG.Step(() => Main(In("step1_zG"), "it1_Gmain_loss"));
        playerD.Step(() => Judge(In("step1_zD"), In("real"), "it1"));
        Average.Blend(g, average, decay);
        Weights("after_it1");

        using var noGrad = no_grad();
        var z = In("z").narrow(0, 0, 1);
        Close("out_final_Gema_img", average.Forward(z, noise: Noise.Const), 1e-4);
        Close("out_final_G_img", g.Forward(z, noise: Noise.Const), 3e-4);
        Close("out_final_D_logits", d.Forward(In("real")), 1e-5);

        void Main(Tensor z, string loss)
        {
            var value = Losses.Generator(d.Forward(g.Synthesis.Forward(g.Mapping.Forward(z, updateAverage: true))));
            Loss(loss, value);
            value.backward();
        }

        void Judge(Tensor z, Tensor reals, string step)
        {
            var fake = Losses.Fake(d.Forward(g.Forward(z, noise: Noise.Const)));
            var real = Losses.Real(d.Forward(reals));
            Loss(step + "_Dmain_loss_gen", fake);
            Loss(step + "_Dmain_loss_real", real);
            (fake + real).backward();
        }

        void Weights(string when)
        {
            var all = Named("G", g).Concat(Named("D", d)).Concat(Named("G_ema", average)).ToDictionary(t => t.Name, t => t.Value);
            foreach (var reference in Reference.GetProperty(when).EnumerateObject())
                Checksums.Of(all[reference.Name]).AssertWeight(reference.Value, $"{when} {reference.Name}");
        }
    }

    private static IEnumerable<(string Name, Tensor Value)> Named(string prefix, nn.Module network) =>
        network
            .named_parameters()
            .Select(p => ($"{prefix}/{p.name}", (Tensor)p.parameter))
            .Concat(network.named_buffers().Select(b => ($"{prefix}/{b.name}", b.buffer)));

    private static Tensor In(string name) => Tensors.Of(Arrays["in_" + name]);

    private static void Loss(string name, Tensor actual)
    {
        var expected = Reference.GetProperty("losses").GetProperty(name).GetProperty("value").GetDouble();
        Assert.True(
            Math.Abs(actual.item<float>() - expected) <= 3e-3 * Math.Abs(expected),
            $"{name}: {actual.item<float>()} instead of {expected}"
        );
    }

    private static void Close(string name, Tensor actual, double limit) => Tensors.Equal(Arrays[name], actual, 0, name, limit);
}
