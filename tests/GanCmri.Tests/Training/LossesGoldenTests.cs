using System.Text.Json;
using GanCmri.Formats;
using GanCmri.Networks;
using GanCmri.Tests.Networks;
using GanCmri.Training;
using static TorchSharp.torch;

namespace GanCmri.Tests.Training;

/// <summary>Losses and the gradient of every parameter against the reference, phase by phase.</summary>
public class LossesGoldenTests
{
    private static readonly IReadOnlyDictionary<string, NpyArray> Arrays = Golden.Npz("ada64_train.npz");
    private static readonly IReadOnlyDictionary<string, NpyArray> SmallGradients = Golden.Npz("ada64_train_smallgrads.npz");
    private static readonly JsonElement Reference = Golden.Json("ada64_train_gradients.json");

    [Fact]
    public void Generator_Main_EqualsReference()
    {
        using var scope = NewDisposeScope();
        using var g = Ada64.Generator("G");
        using var d = Frozen(Ada64.Discriminator());
        var images = g.Synthesis.Forward(g.Mapping.Forward(In("z"), updateAverage: true));
        var logits = d.Forward(images);
        var loss = Losses.Generator(logits);
        loss.backward();
        Check("Gmain_img", images.narrow(0, 0, 2), 5e-5);
        Check("Gmain_logits", logits, 5e-5);
        Loss("Gmain_loss_mean", loss);
        Tensors.Equal(Arrays["out_w_avg_after_one_forward"], g.Mapping.WAvg!, 5e-5, "w_avg");
        Gradients("Gmain", g);
    }

    [Fact]
    public void Generator_MixedStylesAndGivenNoise_EqualsReference()
    {
        using var scope = NewDisposeScope();
        using var g = Ada64.Generator("G");
        using var d = Frozen(Ada64.Discriminator());
        var noise = Arrays
            .Keys.Where(k => k.StartsWith("in_noise_", StringComparison.Ordinal))
            .ToDictionary(k => k["in_noise_".Length..].Replace('_', '.'), k => Tensors.Of(Arrays[k]));
        var cutoff = (long)Arrays["in_mix_cutoff"].ToDoubles()[0];
        var (first, second) = (g.Mapping.Forward(In("z")), g.Mapping.Forward(In("z_mix")));
        var ws = cat([first.narrow(1, 0, cutoff), second.narrow(1, cutoff, g.NumWs - cutoff)], 1);
        var images = g.Synthesis.Forward(ws, Noise.Given(noise));
        var loss = Losses.Generator(d.Forward(images));
        loss.backward();
        Check("Gmix_img0", images.narrow(0, 0, 1), 5e-5);
        Loss("Gmix_loss_mean", loss);
        Gradients("Gmix", g);
    }

    [Fact]
    public void PathLength_EqualsReference()
    {
        using var scope = NewDisposeScope();
        using var g = Ada64.Generator("G");
        var ws = g.Mapping.Forward(In("z").narrow(0, 0, 4));
        var result = Losses.PathLength(g.Synthesis, ws, In("pl_noise"), Arrays["in_pl_mean_before"].ToDoubles()[0], 2, Noise.Const);
        result.Loss.backward();
        Loss("Gpl_loss_mean", result.Loss);
        Assert.Equal(
            Reference.GetProperty("losses").GetProperty("Gpl_mean_after").GetProperty("value").GetDouble(),
            result.MeanLength,
            1e-5
        );
        Gradients("Gpl", g);
    }

    [Fact]
    public void Discriminator_Main_EqualsReference()
    {
        using var scope = NewDisposeScope();
        using var g = Frozen(Ada64.Generator("G"));
        using var d = Ada64.Discriminator();
        var fakes = d.Forward(g.Forward(In("z"), noise: Noise.Const));
        var reals = d.Forward(In("real"));
        var (fake, real) = (Losses.Fake(fakes), Losses.Real(reals));
        (fake + real).backward();
        Check("Dmain_fake_logits", fakes, 5e-5);
        Check("Dmain_real_logits", reals, 5e-5);
        Loss("Dmain_loss_gen_mean", fake);
        Loss("Dmain_loss_real_mean", real);
        Gradients("Dmain", d);
    }

    [Fact]
    public void R1_EqualsReference()
    {
        using var scope = NewDisposeScope();
        using var d = Ada64.Discriminator();
        var loss = Losses.R1(d, In("real"), 10);
        loss.backward();
        Loss("Dr1_loss_mean", loss);
        Gradients("Dr1", d);
    }

    private static Tensor In(string name) => Tensors.Of(Arrays["in_" + name]);

    private static void Check(string name, Tensor actual, double limit) => Tensors.Equal(Arrays["out_" + name], actual, limit, name);

    private static void Loss(string name, Tensor actual)
    {
        var expected = Reference.GetProperty("losses").GetProperty(name).GetProperty("value").GetDouble();
        Assert.True(
            Math.Abs(actual.item<float>() - expected) <= 1e-4 * Math.Abs(expected),
            $"{name}: {actual.item<float>()} instead of {expected}"
        );
    }

    private static void Gradients(string phase, nn.Module network)
    {
        var parameters = network.named_parameters().ToDictionary(p => p.name, p => p.parameter);
        foreach (var reference in Reference.GetProperty("gradients").GetProperty(phase).EnumerateObject())
        {
            using var gradient = parameters[reference.Name].grad ?? zeros_like(parameters[reference.Name]);
            Checksums.Of(gradient).AssertGradient(reference.Value, $"{phase} {reference.Name}");
            if (!SmallGradients.TryGetValue($"grad_{phase}.{reference.Name}", out var full))
                continue;
            var expected = full.ToDoubles();
            var actual = Tensors.Values(gradient);
            var difference = Math.Sqrt(expected.Zip(actual, (e, a) => (e - a) * (e - a)).Sum());
            var limit = Math.Max(1e-3, 10 * reference.Value.GetProperty("float32_rel_err").GetDouble());
            Assert.True(
                difference <= limit * Math.Sqrt(expected.Sum(e => e * e)),
                $"{phase} {reference.Name}: gradient off by {difference:g3}"
            );
        }
    }

    private static T Frozen<T>(T network)
        where T : nn.Module
    {
        foreach (var p in network.parameters())
            p.requires_grad_(false);
        return network;
    }
}
