using GanCmri.Latents;

namespace GanCmri.Tests.Latents;

public class DetailTransferTests
{
    private static readonly float[][] Real =
    [
        [1, 2],
        [3, 8],
        [5, 0],
    ];
    private static readonly float[][] Reconstructed =
    [
        [0, 2],
        [3, 4],
        [4, 1],
    ];
    private static readonly double[] Phases = [0, 0.25, 0.5];

    [Fact]
    public void Apply_AtARealFramesPhase_GivesThatFrame() =>
        Assert.Equal(
            [
                [3f, 8f],
            ],
            DetailTransfer.Apply([Reconstructed[1]], [0.25], Real, Reconstructed, Phases)
        );

    [Fact]
    public void Apply_BetweenTwoFrames_AddsTheirMeanDetail() =>
        Assert.Equal(
            [
                [10.5f, 12f],
            ],
            DetailTransfer.Apply(
                [
                    [10, 10],
                ],
                [0.125],
                Real,
                Reconstructed,
                Phases
            )
        ); // details (1, 0) and (0, 4)

    [Fact]
    public void Apply_AfterTheLastFrame_TakesTheFirstAsTheNext() =>
        Assert.Equal(
            [
                [11f, 9.5f],
            ],
            DetailTransfer.Apply(
                [
                    [10, 10],
                ],
                [0.75],
                Real,
                Reconstructed,
                Phases
            )
        ); // details (1, -1) and (1, 0), half each

    [Fact]
    public void Apply_OneRealFrame_IsRefused() =>
        Assert.Throws<ArgumentException>(() =>
            DetailTransfer.Apply(
                [
                    [1, 1],
                ],
                [0.1],
                [Real[0]],
                [Reconstructed[0]],
                [0]
            )
        );
}
