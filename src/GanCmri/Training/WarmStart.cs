using GanCmri.Networks.Weights;
using GanCmri.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Training;

/// <summary>
/// The first weights of a run taken from trained networks: the same shape to go on training, or a smaller resolution to grow. Whatever
/// the trained networks lack, the finer blocks of a larger resolution, stays random; the new blocks' share of the image begins at zero, so
/// that the first images are the trained ones, interpolated (compare the fade-in of Karras et al. 2018, section 2).
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
        if (generator.Options.Resolution > state.Options.Generator.Resolution)
            throw new InputException(folder, $"at most {state.Options.Generator.Resolution} x {state.Options.Generator.Resolution} pixels", $"{generator.Options.Resolution}", "make the data set with that --resolution");
        Copy(generator, state.G, folder);
        Copy(discriminator, state.D, folder);
        var known = generator.state_dict().Keys.ToHashSet();
        foreach (var (_, weight) in state.G.named_parameters().Where(p => p.name.EndsWith("torgb.weight", StringComparison.Ordinal) && !known.Contains(p.name)))
            weight.zero_();
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
