using GanCmri.Networks;
using GanCmri.Runtime;
using static TorchSharp.torch;

namespace GanCmri.Latents;

/// <summary>
/// P: X -> W, an image's latent by gradient descent through a generator (Karras et al. 2020, appendix D). Images are optimised in batches
/// for speed; each has its own loss, Adam state and end, so that no image's result depends on the others.
/// </summary>
public sealed class Projector
{
    private readonly StyleGan2Generator _generator;
    private readonly ProjectorOptions _options;
    private readonly Func<Tensor, Tensor>? _features;

    /// <summary>Makes a projector.</summary>
    /// <param name="generator">An unconditional generator; its weights are not changed.</param>
    /// <param name="options">How to project.</param>
    /// <param name="statistics">Where its w lie; null samples them as StyleGAN2 does.</param>
    /// <param name="features"> Perceptual features, images [N, C, H, W] in about [-1, 1] -> [N, F], compared by squared distance (e.g.
    /// <see cref="DiscriminatorFeatures"/>, or LPIPS as TorchScript); null compares pixels only.
    /// </param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="InputException">The generator's images are too small for SSIM.</exception>
    public Projector(
        StyleGan2Generator generator,
        ProjectorOptions options,
        WStatistics? statistics = null,
        Func<Tensor, Tensor>? features = null
    )
    {
        options.Validate();
        if (generator.Options.Resolution < ImageQuality.LeastSide)
            throw new InputException(
                "project",
                $"a generator of at least {ImageQuality.LeastSide} pixels a side, for SSIM",
                $"{generator.Options.Resolution}",
                "use a larger one"
            );
        if (features is null && options.PixelWeight == 0)
            throw new ArgumentException("expected features or a PixelWeight above 0", nameof(options));
        (_generator, _options, _features) = (generator, options, features);
        Statistics = statistics ?? WStatistics.Sample(generator);
    }

    /// <summary>Where the generator's w lie.</summary>
    public WStatistics Statistics { get; }

    /// <summary>Numbers in an image, Channels x Resolution x Resolution.</summary>
    public int ImageLength => _generator.Options.Channels * _generator.Options.Resolution * _generator.Options.Resolution;

    /// <summary>Layers in a latent: 1 in W, NumWs in W+.</summary>
    public int Layers => _options.Space == LatentSpace.W ? 1 : _generator.NumWs;

    /// <summary>Projects images.</summary>
    /// <param name="images">Each <see cref="ImageLength"/> numbers in [-1, 1], row-major.</param>
    /// <param name="starts">A latent for each to start from (W also for W+); null starts from the mean w.</param>
    /// <param name="progress">Told after each step, in frames.</param>
    /// <param name="cancellationToken">Ends between two steps.</param>
    /// <returns>One projection an image, in order.</returns>
    /// <exception cref="InputException">An image has another size than the generator's.</exception>
    public IReadOnlyList<Projection> Project(
        IReadOnlyList<float[]> images,
        IReadOnlyList<float[]>? starts = null,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        foreach (var image in images)
        {
            if (image.Length != ImageLength)
            {
                throw new InputException(
                    "project",
                    $"images of {_generator.Options.Channels} x {_generator.Options.Resolution} x {_generator.Options.Resolution} pixels",
                    $"one of {image.Length} numbers",
                    "make the dataset at the network's resolution"
                );
            }
        }

        if (
            starts is not null
            && (
                starts.Count != images.Count
                || starts.Any(s => s.Length != Statistics.Mean.Count && s.Length != Statistics.Mean.Count * Layers)
            )
        )
            throw new ArgumentException("expected one start an image, in W or in the space looked in", nameof(starts));
        var all = new Projection[images.Count];
        for (var first = 0; first < images.Count; first += _options.BatchSize)
        {
            var range = first..Math.Min(images.Count, first + _options.BatchSize);
            var done = first;
            var batch = new ProjectionBatch(
                _generator,
                _options,
                Statistics,
                _features,
                [.. images.Take(range)],
                starts is null ? null : [.. starts.Take(range)]
            );
            batch
                .Run(finished => progress?.Report(new StageProgress("project", done + finished, images.Count, "frames")), cancellationToken)
                .CopyTo(all, first);
        }

        return all;
    }
}
