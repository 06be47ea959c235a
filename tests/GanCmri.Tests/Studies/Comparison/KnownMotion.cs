using GanCmri.Imaging;
using GanCmri.Latents;
using GanCmri.Networks;
using GanCmri.Studies.Comparison;
using GanCmri.Tests.Trajectories;
using GanCmri.Trajectories.Motion;
using GanCmri.Trajectories.Tables;

namespace GanCmri.Tests.Studies.Comparison;

/// <summary>Cines whose frames are what the generator makes of latents that move in a known way.</summary>
internal static class KnownMotion
{
    /// <summary>Cines of four patients that all move along the same closed curve of two harmonics, from different hearts.</summary>
    public static RealCine[] Cines(StyleGan2Generator generator, int frames, float detail = 0)
    {
        var (width, random) = (generator.Options.WDim, new Random(5));
        var motion = new PeriodicTrajectory(
            [.. Enumerable.Range(0, 4).Select(i => MadeUp.Latent(random, width).Select(x => x / (2 + i)).ToArray())],
            0,
            0
        );
        return
        [
            .. Enumerable
                .Range(0, 4)
                .Select(s =>
                {
                    var latents = motion.Cine(MadeUp.Latent(random, width), frames);
                    float[] still =
                    [
                        .. Enumerable
                            .Range(0, generator.Options.Resolution * generator.Options.Resolution)
                            .Select(_ => detail * (float)random.NextDouble()),
                    ];
                    var images = LatentImages
                        .Render(generator, latents)
                        .Select(p => new GrayImage(
                            generator.Options.Resolution,
                            generator.Options.Resolution,
                            [.. p.Zip(still, (a, b) => a + b)]
                        ));
                    return new RealCine(new LatentCine($"S{s}", latents), [.. images]);
                }),
        ];
    }
}
