using GanCmri.Runtime;
using GanCmri.Trajectories.Motion;
using GanCmri.Trajectories.Tables;

namespace GanCmri.Tests.Trajectories.Motion;

public class TemporalSuperResolutionTests
{
    private static float[][] Curve(int frames, int length = 12)
    {
        var random = new Random(21);
        var truth = new PeriodicTrajectory([.. Enumerable.Range(0, 6).Select(_ => MadeUp.Latent(random, length))], 0, 0);
        return truth.Cine(MadeUp.Latent(random, length), frames);
    }

    [Fact]
    public void TransitionPca_None_InterpolatesBetweenFrames()
    {
        float[][] latents =
        [
            [0f],
            [2f],
            [6f],
        ];
        Assert.Equal(
            [0f, 1f, 2f, 4f, 6f],
            TemporalSuperResolution.TransitionPca(latents, [0, 0.5, 1, 1.5, 2], CorrectionMode.None).Select(w => w[0])
        );
    }

    [Fact]
    public void TransitionPca_Residual_IsTheCorrectionWithSixComponentsLess()
    {
        var random = new Random(22);
        float[][] latents = [.. Enumerable.Range(0, 20).Select(_ => MadeUp.Latent(random, 64))];
        float[][] steps = [.. Enumerable.Range(0, 19).Select(i => latents[i + 1].Zip(latents[i], (b, a) => b - a).ToArray())];
        var corrected = new PcaCorrection(CorrectionMode.Residual, 14).Apply(steps);
        var expected = new FrameToFrame(corrected.Transitions).Cine(latents[0], 20);
        Assert.True(
            MadeUp.MaxError(TemporalSuperResolution.TransitionPca(latents, [.. Enumerable.Range(0, 20).Select(i => (double)i)]), expected)
                < 1e-5
        );
        Assert.Equal(4, corrected.After.Rank);
    }

    [Fact]
    public void TransitionPca_ShortCine_Throws()
    {
        Assert.Throws<InputException>(() => TemporalSuperResolution.TransitionPca(Curve(7), [0.5]));
    }

    [Fact]
    public void Periodic_EverySecondFrameDropped_RestoresThemBetterThanALine()
    {
        var full = Curve(20);
        float[][] kept = [.. full.Where((_, i) => i % 2 == 0)];
        double[] dropped = [.. Enumerable.Range(0, 9).Select(i => (2 * i + 1) / 20.0)];
        float[][] expected = [.. Enumerable.Range(0, 9).Select(i => full[2 * i + 1])];
        var curve = TemporalSuperResolution.Periodic(new LatentCine("A", kept), dropped);
        var line = TemporalSuperResolution.TransitionPca(kept, [.. dropped.Select(d => 10 * d)], CorrectionMode.None);
        Assert.True(MadeUp.MaxError(curve, expected) < 0.02 * MadeUp.MaxError(line, expected));
    }

    [Fact]
    public void Periodic_AtItsOwnFrames_GivesThemBack()
    {
        var full = Curve(12);
        var same = TemporalSuperResolution.Periodic(
            new LatentCine("A", full),
            [.. Enumerable.Range(0, 12).Select(i => i / 12.0)],
            harmonics: 2
        );
        Assert.True(MadeUp.MaxError(same, full) < 1e-5);
    }
}
