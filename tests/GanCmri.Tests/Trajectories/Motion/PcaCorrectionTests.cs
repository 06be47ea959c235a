using GanCmri.Runtime;
using GanCmri.Trajectories.Motion;
using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Tests.Trajectories.Motion;

public class PcaCorrectionTests
{
    private readonly double[] _strong = [.. Enumerable.Range(0, 32).Select(i => 60.0 - i)];
    private readonly double[] _weak = [.. Enumerable.Range(0, 16).Select(i => 4.0 - 0.2 * i)];

    // 49 transitions of 96 numbers: a mean, 32 strong components and 16 weak ones.
    private Planted Plant()
    {
        var random = new Random(5);
        var all = MadeUp.WithSingularValues(random, 49, 96, [.. _strong, .. _weak]);
        var svd = all.Svd();
        var keep = svd.U.SubMatrix(0, 49, 0, 32);
        var strong = keep * keep.TransposeThisAndMultiply(all);
        var mean = MadeUp.Latent(random, 96);
        var shift = Matrix<double>.Build.Dense(49, 96, (_, c) => mean[c]);
        return new Planted(MadeUp.Rows(all + shift), MadeUp.Rows(strong + shift), MadeUp.Rows(all - strong));
    }

    private sealed record Planted(float[][] All, float[][] Strong, float[][] Weak);

    [Fact]
    public void Apply_Residual_ReturnsThePlantedWeakPart()
    {
        var planted = Plant();
        var corrected = new PcaCorrection(CorrectionMode.Residual, 32).Apply(planted.All);
        Assert.True(MadeUp.MaxError(corrected.Transitions, planted.Weak) < 1e-5);
        Assert.Equal(16, corrected.After.Rank);
        Assert.Equal(32, corrected.After.AlreadyRemovedComponents);
        Assert.True(corrected.After.LoopClosureError < 1e-4);
        Assert.True(corrected.AmplitudeKept < 0.5);
        Assert.Contains(corrected.Warnings(), w => w.Contains("more than half", StringComparison.Ordinal));
    }

    [Fact]
    public void Apply_Reconstruction_ReturnsMeanAndPlantedStrongPart()
    {
        var planted = Plant();
        var corrected = new PcaCorrection(CorrectionMode.Reconstruction, 32).Apply(planted.All);
        Assert.True(MadeUp.MaxError(corrected.Transitions, planted.Strong) < 1e-5);
        Assert.Empty(corrected.Warnings());
    }

    [Fact]
    public void Apply_None_LeavesTransitions()
    {
        var planted = Plant();
        var corrected = new PcaCorrection(CorrectionMode.None).Apply(planted.All);
        Assert.Equal(planted.All, corrected.Transitions);
        Assert.Equal(1, corrected.AmplitudeKept);
    }

    [Fact]
    public void Apply_PlantedSingularValues_GiveTheirShares()
    {
        double[] squares = [.. _strong.Concat(_weak).Select(s => s * s)];
        var ratio = new PcaCorrection(CorrectionMode.Residual, 32).Apply(Plant().All).ExplainedVarianceRatio;
        for (var i = 0; i < squares.Length; i++)
            Assert.Equal(squares[i] / squares.Sum(), ratio[i], 1e-6);
    }

    [Fact]
    public void Apply_CorrectedAgain_SaysSoAndLeavesNothing()
    {
        var again = new PcaCorrection(CorrectionMode.Residual, 32).Apply(Plant().Weak);
        Assert.Contains(again.Warnings(), w => w.Contains("corrected already (rank 16", StringComparison.Ordinal));
        Assert.True(again.AmplitudeKept < 1e-5);
    }

    [Fact]
    public void Apply_NoComponentsGivenFor49Transitions_Takes32()
    {
        Assert.Equal(32, new PcaCorrection(CorrectionMode.Residual).Apply(Plant().All).Components);
    }

    [Fact]
    public void Apply_LatentsShorterThanTheSet_Works()
    {
        var planted = MadeUp.WithSingularValues(new Random(1), 20, 4, [8, 4, 2, 1]);
        var corrected = new PcaCorrection(CorrectionMode.Residual, 3).Apply(MadeUp.Rows(planted));
        Assert.Equal(1, corrected.After.Rank);
    }

    [Fact]
    public void Apply_TooManyComponents_Throws()
    {
        var random = new Random(2);
        float[][] transitions = [.. Enumerable.Range(0, 19).Select(_ => MadeUp.Latent(random, 8))];
        var e = Assert.Throws<InputException>(() => new PcaCorrection(CorrectionMode.Residual, 32).Apply(transitions));
        Assert.Contains("1 to 7 components", e.Message, StringComparison.Ordinal);
    }
}
