using GanCmri.Networks;
using GanCmri.Networks.Ops;
using GanCmri.Runtime;
using static TorchSharp.torch;

namespace GanCmri.Training;

/// <summary>
/// First weights of conditional networks from networks trained without labels. At first a label changes nothing: the generator's first
/// layer has no weight for it, and the discriminator maps all labels to ones, whose inner product with its features is the trained logit.
/// </summary>
internal static class LabelGrowth
{
    private const string First = "mapping.fc0.weight",
        Logits = "b4.out.";

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
        var latent = source.shape[1];
        target.zero_();
        // Weights are divided by the square root of the inputs (equalised learning rate), of which there are more now.
        target.narrow(1, 0, latent).copy_(source.Times(Math.Sqrt(target.shape[1] / (double)latent)));
    }

    /// <summary>Sets what <see cref="IsOfDiscriminator"/> names. The features' weights differ by random numbers that add up to nothing, so
    /// that they can learn different things.</summary>
    public static void Set(Discriminator from, Discriminator to)
    {
        using var scope = NewDisposeScope();
        var (sources, targets) = (from.state_dict(), to.state_dict());
        var features = to.Options.MappedLabel;
        var share = 1 / Math.Sqrt(features); // the logit is the inner product times this, so twice it adds up to one
        var weight = targets[Logits + "weight"];
        weight.copy_(weight.Minus(weight.mean([0], keepdim: true)).Plus(sources[Logits + "weight"].Times(share)));
        targets[Logits + "bias"].copy_(sources[Logits + "bias"].Times(share).expand(features));
        var last = $"mapping.fc{to.Options.MappingLayers - 1}.";
        targets[last + "weight"].zero_();
        var gain = to.Options.MappingActivation == Activation.Linear ? 1 : Math.Sqrt(2);
        targets[last + "bias"].fill_(1 / (gain * to.Options.MappingLrMultiplier));
    }
}
