using System.Globalization;
using System.Text.RegularExpressions;
using GanCmri.Networks;
using GanCmri.Runtime;
using GanCmri.Training.Augmentation;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Training;

/// <summary>
/// Everything that changes during training: both networks, the averaged generator, Adam's moments, the step counter and the mean
/// path length. Random numbers are drawn anew for each step from (seed, step), so they need no storing.
/// </summary>
internal sealed class TrainingState : IDisposable
{
    private static readonly Regex Block = new(@"^synthesis\.b(\d+)\..*noise_strength$", RegexOptions.CultureInvariant);

    private readonly Player _g,
        _d;

    public TrainingState(TrainingOptions options, Device device)
    {
        (Options, Ada) = (options, new AdaStrength(options.AdaTarget, options.AdaKimg));
        using (var random = Seed.Torch(options.Seed, "weights", 0))
        {
            G = new StyleGan2Generator(options.Generator, random);
            D = new Discriminator(options.Discriminator, random);
            GEma = new StyleGan2Generator(options.Generator);
        }

        Average.Copy(G, GEma);
        foreach (nn.Module m in new nn.Module[] { G, D, GEma })
        {
            m.to(device);
            foreach (var p in m.parameters())
                p.requires_grad_(false);
        }

        if (options.BFloat16)
            (G.Synthesis.FeatureType, D.FeatureType) = (ScalarType.BFloat16, ScalarType.BFloat16);
        (_g, _d) = (
            new Player(G, options.LearningRate, options.PathLengthWeight > 0 ? options.PathLengthInterval : null),
            new Player(D, options.LearningRate, options.R1Interval)
        );
    }

    public TrainingOptions Options { get; }

    public StyleGan2Generator G { get; }

    public Discriminator D { get; }

    public StyleGan2Generator GEma { get; }

    /// <summary>Steps done.</summary>
    public long Step { get; set; }

    /// <summary>Strength of the adaptive augmentation.</summary>
    public AdaStrength Ada { get; }

    /// <summary>Running mean of path lengths.</summary>
    public double MeanPathLength { get; set; }

    /// <summary>Real images shown.</summary>
    public long Images => Step * Options.Batch;

    /// <summary>Whether all weights and the mean path length are finite numbers.</summary>
    public bool IsFinite
    {
        get
        {
            using var noGradient = no_grad();
            using var scope = NewDisposeScope();
            return double.IsFinite(MeanPathLength)
                && new nn.Module[] { G, D, GEma }.All(m => m.parameters().All(p => p.isfinite().all().item<bool>()));
        }
    }

    public void StepG(Action backward)
    {
        _g.Step(backward);
        Quieten();
    }

    public void StepD(Action backward) => _d.Step(backward);

    /// <summary>Takes the noise from the layers below <see cref="TrainingOptions.NoiseFrom"/>.</summary>
    public void Quieten()
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        foreach (var generator in new[] { G, GEma })
        foreach (var (name, strength) in generator.named_parameters())
        {
            if (Block.Match(name) is { Success: true } block && Number(block) < Options.NoiseFrom)
                strength.zero_();
        }

        static int Number(Match block) => int.Parse(block.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
    }

    /// <summary>Writes all of it into a folder.</summary>
    public void Save(string folder)
    {
        G.save(Path.Combine(folder, "generator.dat"));
        D.save(Path.Combine(folder, "discriminator.dat"));
        GEma.save(Path.Combine(folder, "generator-ema.dat"));
        _g.Save(Path.Combine(folder, "adam-generator.dat"));
        _d.Save(Path.Combine(folder, "adam-discriminator.dat"));
    }

    /// <summary>Reads all of it from a folder.</summary>
    public void Load(string folder)
    {
        G.load(Path.Combine(folder, "generator.dat"));
        D.load(Path.Combine(folder, "discriminator.dat"));
        GEma.load(Path.Combine(folder, "generator-ema.dat"));
        if (Step == 0)
            return;
        _g.Load(Path.Combine(folder, "adam-generator.dat"));
        _d.Load(Path.Combine(folder, "adam-discriminator.dat"));
    }

    public void Dispose()
    {
        _g.Dispose();
        _d.Dispose();
        G.Dispose();
        D.Dispose();
        GEma.Dispose();
    }
}
