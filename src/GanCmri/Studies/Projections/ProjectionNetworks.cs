using GanCmri.Evaluation;
using GanCmri.Latents;
using GanCmri.Latents.Encoding;
using GanCmri.Networks;
using GanCmri.Networks.Weights;
using GanCmri.Runtime;
using static TorchSharp.torch;

namespace GanCmri.Studies.Projections;

/// <summary>The networks of a projection, checked against each other.</summary>
internal sealed class ProjectionNetworks : IDisposable
{
    private readonly FrameProjectionOptions _options;
    private readonly Discriminator? _discriminator;
    private readonly TorchScriptExtractor? _extractor;
    private readonly Encoder? _encoder;

    /// <exception cref="InputException">A file is missing or damaged, or belongs to another generator.</exception>
    public ProjectionNetworks(FrameProjectionOptions options)
    {
        _options = options;
        if (options.Discriminator is not null && options.Perceptual is not null)
            throw new InputException("projection", "a discriminator or a perceptual network", "both", "give one");
        Generator = NetworkFile.LoadGenerator(options.Network, device: options.Device, fixedWeights: true);
        try
        {
            if (options.BFloat16)
                Generator.Synthesis.FeatureType = ScalarType.BFloat16;
            if (options.Discriminator is { } judge)
                RequireFits(_discriminator = NetworkFile.LoadDiscriminator(judge, device: options.Device), judge);
            if (options.Perceptual is { } script)
                _extractor = TorchScriptExtractor.Load(script, options.Device);
            if (options.Encoder is { } start)
                (_encoder = Encoder.Load(start, options.Device)).RequireFits(Generator, start);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The generator that latents are found for.</summary>
    public StyleGan2Generator Generator { get; }

    /// <summary>What the latents depend on, beside the frames.</summary>
    public Dictionary<string, string> Hashes() =>
        new()
        {
            ["network"] = FileDigest.Of(_options.Network).Sha256,
            ["discriminator"] = HashOf(_options.Discriminator),
            ["perceptual"] = _extractor?.Name ?? "none",
            ["encoder"] = HashOf(_options.Encoder),
        };

    /// <summary>Projects cines with them.</summary>
    public CineProjector Projector() => new(new Projector(Generator, _options.Projector, features: Features()), _encoder);

    /// <summary>Frees them.</summary>
    public void Dispose()
    {
        Generator.Dispose();
        _discriminator?.Dispose();
        _extractor?.Dispose();
        _encoder?.Dispose();
    }

    private static string HashOf(string? file) => file is null ? "none" : FileDigest.Of(file).Sha256;

    private Func<Tensor, Tensor>? Features() =>
        _extractor is not null ? _extractor.Features
        : _discriminator is not null ? DiscriminatorFeatures.Of(_discriminator)
        : null;

    private void RequireFits(Discriminator discriminator, string file)
    {
        var (ours, others) = (Generator.Options, discriminator.Options);
        if (others.Resolution != ours.Resolution || others.Channels != ours.Channels)
        {
            throw new InputException(
                file,
                $"a discriminator of {ours.Resolution} pixels and {ours.Channels} channels as the generator",
                $"one of {others.Resolution} and {others.Channels}",
                "use the generator's own"
            );
        }

        discriminator.FeatureType = Generator.Synthesis.FeatureType;
    }
}
