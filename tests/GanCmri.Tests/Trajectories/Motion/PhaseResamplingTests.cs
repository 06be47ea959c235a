using GanCmri.Trajectories.Motion;
using GanCmri.Trajectories.Tables;

namespace GanCmri.Tests.Trajectories.Motion;

public class PhaseResamplingTests
{
    [Fact]
    public void Resample_UnevenPhases_InterpolatesByTimeAndClosesTheCycle()
    {
        var cine = new LatentCine(
            "A",
            [
                [0f],
                [1f],
                [4f],
            ],
            [0, 0.1, 0.8]
        );
        var resampled = PhaseResampling.Resample(cine, 10);
        Assert.Equal(0f, resampled.Latents[0][0]);
        Assert.Equal(1f, resampled.Latents[1][0], 1e-6f);
        Assert.Equal(1 + 3 * (0.4f / 0.7f), resampled.Latents[5][0], 1e-5f);
        Assert.Equal(2f, resampled.Latents[9][0], 1e-5f); // half way from 4 back to 0
    }

    [Fact]
    public void At_BeforeTheFirstPhase_InterpolatesFromTheLast()
    {
        var cine = new LatentCine(
            "A",
            [
                [2f],
                [6f],
            ],
            [0.2, 0.8]
        );
        Assert.Equal(4f, PhaseResampling.At(cine, 0)[0], 1e-6f);
    }

    [Fact]
    public void Align_SamePhases_LeavesCinesAlone()
    {
        LatentCine[] cines =
        [
            new(
                "A",
                [
                    [0f],
                    [1f],
                ]
            ),
            new(
                "B",
                [
                    [3f],
                    [4f],
                ]
            ),
        ];
        Assert.Same(cines, PhaseResampling.Align(cines));
    }

    [Fact]
    public void Align_DifferentFrameCounts_ComparesTimesNotIndices()
    {
        // One curve sampled with 40 and with 20 frames: by index they would differ, by time they agree.
        static float Curve(double phase) => (float)Math.Sin(2 * Math.PI * phase);
        LatentCine Sampled(string subject, int frames) =>
            new(subject, [.. Enumerable.Range(0, frames).Select(t => new[] { Curve((double)t / frames) })]);
        var aligned = PhaseResampling.Align([Sampled("A", 40), Sampled("B", 20)]);
        Assert.All(aligned, c => Assert.Equal(20, c.Latents.Count));
        Assert.True(MadeUp.MaxError(aligned[0].Latents, aligned[1].Latents) < 1e-6);
    }
}
