using GanCmri.Networks;
using GanCmri.Runtime;
using static TorchSharp.torch;

namespace GanCmri.Training;

/// <summary>
/// First weights of conditional networks from networks trained without labels. The label takes a part of the variance of the generator's
/// first layer from z, at random, so that w is spread as before: a weight of zero there would learn a hundred times as slowly as others
/// (the mapping's learning-rate multiplier) and stay unheard. The discriminator's logit is the trained one times a number near 1 that
/// depends on the label.
/// </summary>
internal static class LabelGrowth
{
    private const string First = "mapping.fc0.weight",
        Logits = "b4.out.";
    private const double Share = 0.25; // of the first layer's variance

    /// <summary>Whether a conditional generator has this tensor anew or in another shape.</summary>
    public static bool IsOfGenerator(string name) => name == First || name.StartsWith("mapping.embed.", StringComparison.Ordinal);

    /// <summary>Whether a conditional discriminator has this tensor anew or in another shape.</summary>
    public static bool IsOfDiscriminator(string name) =>
        name.StartsWith("mapping.", StringComparison.Ordinal) || name.StartsWith(Logits, StringComparison.Ordinal);

    /// <summary>Sets what <see cref="IsOfGenerator"/> names; the embedding keeps its random weights.</summary>
    public static void Set(StyleGan2Generator from, StyleGan2Generator to)
    {
        using var scope = NewDisposeScope();
        var (source, target) = (from.state_dict()[First], to.state_dict()[First]);
        var (latent, inputs) = (source.shape[1], target.shape[1]);
        // Weights are divided by the square root of the inputs (equalised learning rate), of which there are more now.
        target.narrow(1, 0, latent).copy_(source.Times(Math.Sqrt((1 - Share) * inputs / latent)));
        var label = target.narrow(1, latent, inputs - latent);
        label.copy_(label.Times(source.std().item<float>() / label.std().item<float>() * Math.Sqrt(Share * inputs / (inputs - latent))));
    }

    /// <summary>Sets what <see cref="IsOfDiscriminator"/> names; the labels' mapping keeps its random weights.</summary>
    public static void Set(Discriminator from, Discriminator to)
    {
        using var scope = NewDisposeScope();
        var (sources, targets) = (from.state_dict(), to.state_dict());
        // The logit is the inner product of features and mapped label over the root of their number: each feature has an equal part.
        var mapped = to.Labels(eye(to.Options.CDim)).mean().item<float>();
        var part = 1 / (Math.Sqrt(to.Options.MappedLabel) * mapped);
        foreach (var name in new[] { Logits + "weight", Logits + "bias" })
            targets[name].copy_(sources[name].Times(part).expand_as(targets[name]));
    }
}
