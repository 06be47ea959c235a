using System.Numerics.Tensors;
using GanCmri.Latents;
using GanCmri.Networks;
using GanCmri.Runtime;
using GanCmri.Trajectories.Motion;
using GanCmri.Trajectories.Tables;

namespace GanCmri.Studies.Comparison;

/// <summary>
/// Drops every second frame of real cines and restores it from the others: the paper's test of temporal super-resolution, beside linear and
/// cubic interpolation of the neighbours' pixels, which any method must beat where tissue moves.
/// </summary>
public static class SuperResolutionComparison
{
    private const double MovingShare = 0.1;

    /// <summary>Restores and compares.</summary>
    /// <param name="generator">The one the latents belong to.</param>
    /// <param name="cines">Real cines; those with fewer than 16 frames keep too few and are left out.</param>
    /// <param name="progress">Told the cines finished.</param>
    /// <param name="cancellationToken">Stops between cines.</param>
    public static IReadOnlyList<RestoredFrame> Run(
        StyleGan2Generator generator,
        IReadOnlyList<RealCine> cines,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        var restored = new List<RestoredFrame>();
        for (var i = 0; i < cines.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (cines[i].Frames.Count >= 16)
                restored.AddRange(Restore(generator, cines[i], i));
            progress?.Report(new StageProgress("restore dropped frames", i + 1, cines.Count, "cines"));
        }

        return restored;
    }

    private static IEnumerable<RestoredFrame> Restore(StyleGan2Generator generator, RealCine cine, int number)
    {
        var (count, side) = (cine.Frames.Count, cine.Frames[0].Width);
        int[] kept = [.. Enumerable.Range(0, count).Where(t => t % 2 == 0)];
        int[] dropped = [.. Enumerable.Range(0, count).Where(t => t % 2 == 1 && t < count - 1)];
        var sparse = new LatentCine(
            cine.Subject,
            [.. kept.Select(t => cine.Latents.Latents[t])],
            [.. kept.Select(t => cine.Latents.Phases[t])]
        );
        double[] phases = [.. dropped.Select(t => cine.Latents.Phases[t])];
        float[][] real = [.. kept.Select(t => cine.Frames[t].Pixels)];
        var moving = Moving(cine);
        var reconstructed = LatentImages.Render(generator, sparse.Latents);
        var published = LatentImages.Render(
            generator,
            TemporalSuperResolution.TransitionPca(sparse.Latents, [.. dropped.Select(t => t / 2.0)])
        );
        return
        [
            .. Rows("pixels", Interpolated(CyclicWeights.Linear)),
            .. Rows("pixels, cubic", Interpolated(CyclicWeights.Cubic)),
            .. Rows("t-pca", published),
            .. Rows("periodic", LatentImages.Render(generator, TemporalSuperResolution.Periodic(sparse, phases))),
            .. Rows("t-pca + detail", DetailTransfer.Apply(published, phases, real, reconstructed, sparse.Phases)),
            .. Rows("periodic + detail", CineRestoration.Frames(generator, sparse, real, phases)),
        ];

        float[][] Interpolated(Func<IReadOnlyList<double>, double, IReadOnlyList<FrameWeight>> weights) =>
            [
                .. phases.Select(p =>
                {
                    var mean = new float[side * side];
                    foreach (var (frame, weight) in weights(sparse.Phases, p))
                        TensorPrimitives.MultiplyAdd(real[frame], weight, mean, mean);
                    return mean;
                }),
            ];

        IEnumerable<RestoredFrame> Rows(string method, IReadOnlyList<float[]> images) =>
            dropped.Select(
                (t, i) =>
                    new RestoredFrame(
                        method,
                        cine.Subject,
                        number,
                        t,
                        ImageQuality.Between(images[i], cine.Frames[t].Pixels, side).Ssim,
                        Math.Sqrt(moving.Average(p => Math.Pow(images[i][p] - cine.Frames[t].Pixels[p], 2)))
                    )
            );
    }

    // The pixels that change most over the real cine.
    private static int[] Moving(RealCine cine)
    {
        var pixels = cine.Frames[0].Pixels.Length;
        var variance = Enumerable
            .Range(0, pixels)
            .Select(p =>
            {
                var mean = cine.Frames.Average(f => f.Pixels[p]);
                return cine.Frames.Average(f => Math.Pow(f.Pixels[p] - mean, 2));
            })
            .ToArray();
        return [.. Enumerable.Range(0, pixels).OrderByDescending(p => variance[p]).Take((int)(MovingShare * pixels))];
    }
}
