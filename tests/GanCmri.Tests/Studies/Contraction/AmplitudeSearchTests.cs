using GanCmri.Studies.Contraction;

namespace GanCmri.Tests.Studies.Contraction;

public class AmplitudeSearchTests
{
    [Theory]
    [InlineData(.3)]
    [InlineData(5)]
    public void Find_FromTooLittleOrTooMuch_MeetsWhatIsAsked(double first)
    {
        var made = new List<double>();
        var found = new AmplitudeSearch(40, .5, 6).Find(first, Made, Saturating);
        Assert.Equal(40, Saturating(found), .5);
        Assert.InRange(made.Count, 2, 7);

        double Made(double amplitude)
        {
            made.Add(amplitude);
            return amplitude;
        }
    }

    [Fact]
    public void Find_OutOfReach_ReturnsTheNearest() =>
        Assert.Equal(60, Saturating(new AmplitudeSearch(90, .5, 6).Find(1.0, a => a, Saturating)), 2.0);

    [Fact]
    public void Find_AMeasureThatJumps_ReturnsTheNearestAndEnds()
    {
        var made = 0;
        var found = new AmplitudeSearch(55, 1, 100).Find(
            1.0,
            a => (Amplitude: a, Made: ++made),
            m => m.Amplitude < 1.2 ? 40 * m.Amplitude : 57
        );
        Assert.True(found.Amplitude >= 1.2);
        Assert.InRange(made, 2, 40);
    }

    [Fact]
    public void Find_NothingToMeasureFurtherOn_ReturnsTheNearestBefore() =>
        Assert.Equal(1, new AmplitudeSearch(50, .5, 6).Find(1.0, a => a, a => a > 1.5 ? double.NaN : 20 * a));

    [Fact]
    public void Find_NothingToMeasureAtAll_ReturnsTheFirst() =>
        Assert.Equal(1, new AmplitudeSearch(50, .5, 6).Find(1.0, a => a, _ => double.NaN));

    private static double Saturating(double amplitude) => 60 * (1 - Math.Exp(-amplitude));
}
