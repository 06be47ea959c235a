using GanCmri.Networks;
using GanCmri.Networks.Ops;
using GanCmri.Networks.Weights;
using GanCmri.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Training;

/// <summary>
/// The first weights of a run taken from trained networks: the same shape to go on training, or half the resolution to grow (in place of
/// the fade-in of Karras et al. 2018, section 2). A grown generator's new block is random, but its share of the image begins at zero, so
/// that the first images are the trained ones, interpolated; a grown discriminator judges them as the trained one does:
/// <see cref="DiscriminatorGrowth"/>. Networks trained without labels may go on with some: <see cref="LabelGrowth"/>.
/// </summary>
internal static class WarmStart
{
    /// <summary>Copies the weights.</summary>
    /// <param name="folder">With generator.safetensors and discriminator.safetensors, as a run and a model have them, of the same
    /// resolution or half of it.</param>
    /// <param name="state">A state before its first step.</param>
    /// <exception cref="InputException">A file is missing or damaged, or a tensor has another shape.</exception>
    public static void Load(string folder, TrainingState state)
    {
        using var noGrad = no_grad();
        using var generator = NetworkFile.LoadGenerator(new ModelFolder(folder).Generator);
        using var discriminator = NetworkFile.LoadDiscriminator(new ModelFolder(folder).Discriminator);
        var resolution = state.Options.Generator.Resolution;
        if (resolution != generator.Options.Resolution && resolution != 2 * generator.Options.Resolution)
            throw new InputException(
                folder,
                $"networks of {resolution} or {resolution / 2} pixels",
                $"{generator.Options.Resolution}",
                "make the data set with that --resolution, or grow twofold at a time"
            );
        Kind expected = Kind.Of(state.G.Options, state.D.Options),
            found = Kind.Of(generator.Options, discriminator.Options);
        if (expected != found)
            throw new InputException(folder, $"{expected}", $"{found}", "give networks that gancmri train made");
        var grows = resolution > generator.Options.Resolution;
        if (grows && state.D.Options.FeatureMaps(resolution) < 2 * state.D.Options.Channels)
            throw new InputException(folder, "two feature maps at the new resolution", "one", "give a larger --cbase");
        var block = $"b{resolution}.";
        var labels = state.Options.Generator.CDim > 0 && generator.Options.CDim == 0;
        Copy(
            generator,
            state.G,
            folder,
            name =>
                (grows && name.StartsWith("synthesis." + block, StringComparison.Ordinal)) || (labels && LabelGrowth.IsOfGenerator(name))
        );
        Copy(
            discriminator,
            state.D,
            folder,
            name =>
                (grows && (name.StartsWith(block, StringComparison.Ordinal) || name.Contains(".fromrgb.", StringComparison.Ordinal)))
                || (labels && LabelGrowth.IsOfDiscriminator(name))
        );
        if (labels)
        {
            LabelGrowth.Set(generator, state.G);
            LabelGrowth.Set(discriminator, state.D);
        }

        if (grows)
        {
            state.G.state_dict()[$"synthesis.{block}torgb.weight"].zero_();
            DiscriminatorGrowth.Set(discriminator, state.D);
        }

        Average.Copy(state.G, state.GEma);
    }

    private static void Copy(nn.Module from, nn.Module to, string folder, Func<string, bool> isNew)
    {
        Dictionary<string, Tensor> Known(nn.Module network) => network.state_dict().Where(t => !isNew(t.Key)).ToDictionary();
        var (sources, targets) = (Known(from), Known(to));
        var odd = sources
            .Keys.Where(n => !targets.ContainsKey(n))
            .Concat(targets.Keys.Where(n => !sources.ContainsKey(n)))
            .Concat(sources.Keys.Where(n => targets.TryGetValue(n, out var t) && !t.shape.SequenceEqual(sources[n].shape)))
            .FirstOrDefault();
        if (odd is not null)
        {
            throw new InputException(
                folder,
                targets.TryGetValue(odd, out var t) ? $"{odd} of shape [{string.Join(", ", t.shape)}]" : $"no {odd}",
                sources.TryGetValue(odd, out var s) ? $"[{string.Join(", ", s.shape)}]" : "none",
                "give the --cbase, --cmax, --latent and --label it was trained with"
            );
        }

        foreach (var (name, source) in sources)
            targets[name].copy_(source);
    }

    private sealed record Kind(
        Architecture Generator,
        Architecture Discriminator,
        Activation Activation,
        Activation Judging,
        double? Clamp,
        double? JudgingClamp
    )
    {
        public static Kind Of(GeneratorOptions g, DiscriminatorOptions d) =>
            new(g.Architecture, d.Architecture, g.Activation, d.Activation, g.ConvClamp, d.ConvClamp);
    }
}
