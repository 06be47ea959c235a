using GanCmri.Networks.Weights;
using GanCmri.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Training;

/// <summary>
/// The first weights of a run taken from trained networks: the same shape to go on training, or half the resolution to grow (in place of the
/// fade-in of Karras et al. 2018, section 2). A grown generator's new block is random, but its share of the image begins at zero, so that the
/// first images are the trained ones, interpolated; a grown discriminator judges them as the trained one does: <see cref="DiscriminatorGrowth"/>.
/// </summary>
internal static class WarmStart
{
    /// <summary>Copies the weights.</summary>
    /// <param name="folder">With generator.safetensors and discriminator.safetensors, as a run and a model have them.</param>
    /// <param name="state">A state before its first step.</param>
    /// <exception cref="InputException">A file is missing or damaged, or a tensor has another shape.</exception>
    public static void Load(string folder, TrainingState state)
    {
        using var noGrad = no_grad();
        using var generator = NetworkFile.LoadGenerator(Path.Combine(folder, "generator.safetensors"));
        using var discriminator = NetworkFile.LoadDiscriminator(Path.Combine(folder, "discriminator.safetensors"));
        var resolution = state.Options.Generator.Resolution;
        if (resolution != generator.Options.Resolution && resolution != 2 * generator.Options.Resolution)
            throw new InputException(folder, $"networks of {resolution} or {resolution / 2} pixels", $"{generator.Options.Resolution}", "make the data set with that --resolution, or grow twofold at a time");
        Copy(generator, state.G, folder);
        Copy(discriminator, state.D, folder);
        var known = generator.state_dict().Keys.ToHashSet();
        foreach (var (_, weight) in state.G.named_parameters().Where(p => p.name.EndsWith("torgb.weight", StringComparison.Ordinal) && !known.Contains(p.name)))
            weight.zero_();
        if (resolution > generator.Options.Resolution) DiscriminatorGrowth.Set(discriminator, state.D);
        Average.Copy(state.G, state.GEma);
    }

    private static void Copy(nn.Module from, nn.Module to, string folder)
    {
        var targets = to.state_dict();
        foreach (var (name, source) in from.state_dict())
        {
            // The smaller discriminator's way in from an image has no place in a larger one.
            if (!targets.TryGetValue(name, out var target)) continue;
            if (!target.shape.SequenceEqual(source.shape))
                throw new InputException(folder, $"{name} of shape [{string.Join(", ", target.shape)}]", $"[{string.Join(", ", source.shape)}]", "give the --cbase, --cmax and --latent it was trained with");
            target.copy_(source);
        }
    }
}
