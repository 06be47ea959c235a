using GanCmri.Networks;
using GanCmri.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Latents.Tuning;

/// <summary>
/// Pivotal tuning (Roich et al. 2021): the generator's weights change a little, once for a whole real cine, until it shows the cine's
/// frames at their latents (the pivots). Convolution weights change by matrices of low rank, so what is kept is small; styles do not
/// change, so directions keep their meaning; the fixed noise maps, the same for all frames, take up what stands still in a cine of eight
/// frames or more, so what moves still comes from w. Other than there the latents learn too, and begin at the cine's mean: frames that were
/// projected one by one lie farther apart than the heart moves, and weights that must bring them together have less left for the picture.
/// </summary>
internal static class PivotalTuning
{
    // With fewer frames nothing tells what stands still: the noise maps would hold the whole picture, which then no longer follows w.
    private const int FewestForNoise = 8;

    // Of one minus the structural similarity, beside the mean square error.
    private const double LikenessShare = 0.3;

    /// <summary>Tunes.</summary>
    /// <param name="generator">Not changed.</param>
    /// <param name="latents">One a frame: WDim numbers, or NumWs x WDim.</param>
    /// <param name="frames">What the generator shall show there, Channels x Resolution x Resolution numbers in [-1, 1].</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="progress">Told after each step.</param>
    /// <param name="cancellation">Ends between two steps.</param>
    /// <returns>What changed, and the latents at which the frames are shown then.</returns>
    /// <exception cref="ArgumentException">An option is out of range, or latents and frames do not pair.</exception>
    public static TunedLatents Run(
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
        var moves = options.LatentRate > 0;
        var adam = new BatchAdam([.. changes.SelectMany(c => c.Factors)]);
        var latentAdam = new BatchAdam([First(LatentBatch.Of(generator, latents), moves)]);
        var size = generator.Options.Resolution;
        var device = latentAdam.Values[0].device;
        var targets = tensor(frames.SelectMany(f => f).ToArray(), frames.Count, generator.Options.Channels, size, size).to(device);
        for (var step = 0; step < options.Steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            Step(step);
            progress?.Report(new StageProgress("tune", step + 1, options.Steps, "steps"));
        }

        var shown = moves ? [.. latentAdam.Values[0].Numbers().Chunk(latents[0].Length)] : latents;
        return new TunedLatents(
            new GeneratorTuning(
                GeneratorTuning.Digest(generator),
                learning
                    .Zip(changes)
                    .ToDictionary(c => "synthesis." + c.First.Name, c => c.Second.Factors.Select(m => m.Numbers()).ToArray()),
                learning.Zip(changes).ToDictionary(c => "synthesis." + c.First.Name, c => c.Second.Factors.Select(f => f.shape).ToArray()),
                shown.Select(GeneratorTuning.Digest)
            ),
            shown
        );

        void Step(int step)
        {
            using var inner = NewDisposeScope();
            var picks = randperm(frames.Count, generator: random).narrow(0, 0, Math.Min(options.Batch, frames.Count)).to(device);
            var ws = latentAdam.Values[0].detach().requires_grad_(moves);
            var made = tuned.Synthesis.Forward(LatentBatch.ForLayers(generator, ws.index_select(0, picks)));
            Tensor[] inputs = [.. learning.Select(p => p.Weight), .. moves ? [ws] : Array.Empty<Tensor>()];
            var gradients = autograd.grad([Loss(made, targets.index_select(0, picks))], inputs);
            adam.Step(
                [.. changes.Zip(gradients).SelectMany(c => c.First.Gradients(c.Second))],
                [(float)(options.LearningRate * Rate(step))]
            );
            if (moves)
                latentAdam.Step([gradients[^1]], [(float)(options.LatentRate * Rate(step))]);
            using var noGrad = no_grad();
            foreach (var change in changes)
                change.Show();
        }

        double Rate(int step) => 0.5 * (1 + Math.Cos(Math.PI * step / options.Steps));
    }

    private static Tensor Loss(Tensor made, Tensor wanted)
    {
        var error = made.Minus(wanted).Squared().mean();
        return made.shape[^1] < ImageQuality.LeastSide
            ? error
            : error.Minus(StructuralLikeness.Mean(made, wanted).Times(LikenessShare)).Plus(LikenessShare);
    }

    // [N, 1 or NumWs, WDim].
    private static Tensor First(Tensor pivots, bool moves)
    {
        if (!moves)
            return pivots;
        using var scope = NewDisposeScope();
        return pivots.mean([0], keepdim: true).expand(pivots.shape).clone().MoveToOuterDisposeScope();
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
