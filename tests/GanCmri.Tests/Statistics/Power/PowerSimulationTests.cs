using GanCmri.Runtime;
using GanCmri.Statistics.Power;

namespace GanCmri.Tests.Statistics.Power;

public class PowerSimulationTests
{
    private static readonly PowerDesign Design = new()
    {
        Effect = .5,
        OutcomeSd = 1,
        ExposedShare = .5,
        Simulations = 1000,
    };

    [Fact]
    public void Of_TwoGroups_IsTheTextbookPower()
    {
        // Half a standard deviation, 64 a group: 0.80 (Cohen 1988, table 2.4.1).
        var row = PowerSimulation.Of(Design, 128);
        Assert.InRange(row.Power, .76, .84);
        Assert.InRange(row.Coverage, .93, .97);
        Assert.InRange(row.Bias, -.03, .03);
        // The standard error of the effect is 2 / root 128; of the mean of 1000 studies 0.0056.
        Assert.True(row.BiasInterval.Contains(0) && row.BiasInterval.Contains(row.Bias));
        Assert.InRange(row.BiasInterval.Upper - row.BiasInterval.Lower, 2 * 1.96 * .0056 * .9, 2 * 1.96 * .0056 * 1.1);
    }

    [Fact]
    public void Of_NoEffect_FindsItAtTheLevel() =>
        Assert.InRange(PowerSimulation.Of(Design with { Effect = 0, Simulations = 20_000 }, 30).Power, .045, .055);

    [Fact]
    public void Of_AnErrorInTheMeasurement_HidesTheEffectWithoutBias()
    {
        var row = PowerSimulation.Of(Design with { ErrorSd = 1 }, 128);
        Assert.InRange(row.Power, .46, .56); // as half a standard deviation over the root of two: 0.35, n = 64 a group
        Assert.InRange(row.Bias, -.04, .04);
    }

    [Fact]
    public void Of_AMeasurementThatShrinks_IsBiasedByIt()
    {
        var row = PowerSimulation.Of(Design with { MeasuredSlope = .6 }, 400);
        Assert.InRange(row.Bias, -.22, -.18);
        Assert.True(row.BiasInterval.Upper < -.19);
    }

    [Fact]
    public void SampleSize_ForPower_IsTheTextbookNumber()
    {
        var row = PowerSimulation.SampleSize(Design, .8)!;
        Assert.InRange(row.N, 110, 146);
        Assert.Null(PowerSimulation.SampleSize(Design with { Effect = 0 }, .8));
    }

    [Fact]
    public void SampleSize_NeededNearTheMost_IsFound()
    {
        // About 158 are needed: more than 128, the last doubling below 200.
        Assert.InRange(PowerSimulation.SampleSize(Design with { Effect = .45 }, .8, most: 200)!.N, 140, 180);
        Assert.Null(PowerSimulation.SampleSize(Design with { Effect = .45 }, .8, most: 100));
    }

    [Fact]
    public void SampleSize_OfAnEnormousEffect_IsTheFewestSubjects() =>
        Assert.Equal(4, PowerSimulation.SampleSize(Design with { Effect = 100 }, .8)!.N);

    [Fact]
    public void SampleSize_OfARareGroup_CountsStudiesWithoutIt()
    {
        // Every study with somebody of 1 % finds it; somebody is there with 80 % from ln 0.2 / ln 0.99 = 160 subjects on.
        var row = PowerSimulation.SampleSize(Design with { Effect = 100, ExposedShare = .01 }, .8)!;
        Assert.InRange(row.N, 145, 175);
        // The first sizes have no such study at all.
        Assert.NotNull(PowerSimulation.SampleSize(Design with { Effect = 100, ExposedShare = .0005, Simulations = 100 }, .05));
    }

    [Fact]
    public void Of_TheSameSeed_IsTheSame() => Assert.Equal(PowerSimulation.Of(Design, 40), PowerSimulation.Of(Design, 40));

    [Fact]
    public void Of_OutOfRange_SaysWhat()
    {
        Assert.Contains(
            "sd",
            Assert.Throws<InputException>(() => PowerSimulation.Of(Design with { OutcomeSd = 0 }, 40)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains("subjects", Assert.Throws<InputException>(() => PowerSimulation.Of(Design, 3)).Message, StringComparison.Ordinal);
        Assert.Throws<InputException>(() => PowerSimulation.SampleSize(Design, 1));
    }

    [Fact]
    public void MeasurementError_OfALineWithNoise_FindsBoth()
    {
        var random = new Random(2);
        double[] truth = [.. Enumerable.Range(0, 2000).Select(_ => 100 * random.NextDouble())];
        var found = MeasurementError.Of(truth, [.. truth.Select(t => 5 + .8 * t + 12 * (random.NextDouble() - .5))]);
        Assert.Equal(.8, found.Slope, .02);
        Assert.Equal(12 / Math.Sqrt(12), found.Sd, .15);
    }
}
