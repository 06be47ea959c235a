using GanCmri.Networks;
using GanCmri.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Latents.Tuning;

/// <summary>
/// Pivotal tuning (Roich et al. 2021): a real cine's latents stay (the pivots), and the generator's weights change a little, once for the
/// whole cine, until it shows the cine's frames there. Convolution weights change by matrices of low rank, so what is kept is small; styles
/// do not change, so directions keep their meaning; the fixed noise maps, the same for all frames, take up what stands still in a cine of
/// eight frames or more, so what moves still comes from w.
/// </summary>
internal static class PivotalTuning
{
    // With fewer frames nothing tells what stands still: the noise maps would hold the whole picture, which then no longer follows w.
    private const int FewestForNoise = 8;

    /// <summary>Tunes.</summary>
    /// <param name="generator">Not changed.</param>
    /// <param name="latents">One a frame: WDim numbers, or NumWs x WDim.</param>
    /// <param name="frames">What the generator shall show there, Channels x Resolution x Resolution numbers in [-1, 1].</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="progress">Told after each step.</param>
    /// <param name="cancellation">Ends between two steps.</param>
    /// <exception cref="ArgumentException">An option is out of range, or latents and frames do not pair.</exception>
    public static GeneratorTuning Run(
        StyleGan2Generator generator,
        IReadOnlyList<float[]> latents,
        IReadOnlyList<float[]> frames,
        TuningOptions? options = null,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        options ??= new TuningOptions();
        options.Validate();
        if (latents.Count != frames.Count || latents.Count == 0)
            throw new ArgumentException("expected one frame a latent, and at least one", nameof(frames));
        using var scope = NewDisposeScope();
        using var tuned = GeneratorTuning.Copy(generator);
        using var random = Seed.Torch(options.Seed, "tuning", 0);
        NamedWeight[] learning = [.. Learning(tuned, withNoise: frames.Count >= FewestForNoise)];
        WeightChange[] changes = [.. learning.Select(p => new WeightChange(p.Weight, options.Rank, random))];
        foreach (var p in tuned.parameters())
            p.requires_grad_(false);
        foreach (var (_, weight) in learning)
            weight.requires_grad_(true);
        var adam = new BatchAdam([.. changes.SelectMany(c => c.Factors)]);
        var pivots = LatentBatch.ForLayers(generator, LatentBatch.Of(generator, latents));
        var size = generator.Options.Resolution;
        var targets = tensor(frames.SelectMany(f => f).ToArray(), frames.Count, generator.Options.Channels, size, size).to(pivots.device);
        for (var step = 0; step < options.Steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            Step(step);
            progress?.Report(new StageProgress("tune", step + 1, options.Steps, "steps"));
        }

        return new GeneratorTuning(
            GeneratorTuning.Digest(generator),
            learning
                .Zip(changes)
                .ToDictionary(
                    c => "synthesis." + c.First.Name,
                    c => c.Second.Factors.Select(f => f.cpu().contiguous().data<float>().ToArray()).ToArray()
                ),
            learning.Zip(changes).ToDictionary(c => "synthesis." + c.First.Name, c => c.Second.Factors.Select(f => f.shape).ToArray())
        );

        void Step(int step)
        {
            using var inner = NewDisposeScope();
            var picks = randperm(frames.Count, generator: random).narrow(0, 0, Math.Min(options.Batch, frames.Count)).to(pivots.device);
            var (ws, wanted) = (pivots.index_select(0, picks), targets.index_select(0, picks));
            var loss = tuned.Synthesis.Forward(ws).Minus(wanted).Squared().mean();
            var gradients = autograd.grad([loss], [.. learning.Select(p => p.Weight)]);
            adam.Step([.. changes.Zip(gradients).SelectMany(c => c.First.Gradients(c.Second))], [(float)Rate(step)]);
            using var noGrad = no_grad();
            foreach (var change in changes)
                change.Show();
        }

        double Rate(int step) => options.LearningRate * 0.5 * (1 + Math.Cos(Math.PI * step / options.Steps));
    }

    // Convolutions to feature maps and to the image, their biases, the first feature maps and the fixed noise maps, which hold what stands
    // still; not the styles.
    private static IEnumerable<NamedWeight> Learning(StyleGan2Generator generator, bool withNoise) =>
        [
            .. generator
                .Synthesis.named_parameters()
                .Where(p =>
                    !p.name.Contains(".affine.", StringComparison.Ordinal)
                    && (
                        p.name.EndsWith(".weight", StringComparison.Ordinal)
                        || p.name.EndsWith(".bias", StringComparison.Ordinal)
                        || p.name.EndsWith(".const", StringComparison.Ordinal)
                    )
                )
                .Select(p => new NamedWeight(p.name, p.parameter)),
            .. generator
                .Synthesis.named_buffers()
                .Where(b => withNoise && b.name.EndsWith(".noise_const", StringComparison.Ordinal))
                .Select(b => new NamedWeight(b.name, b.buffer)),
        ];

    private readonly record struct NamedWeight(string Name, Tensor Weight);
}
