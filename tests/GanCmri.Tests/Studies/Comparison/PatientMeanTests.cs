using GanCmri.Studies.Comparison;

namespace GanCmri.Tests.Studies.Comparison;

public class PatientMeanTests
{
    [Fact]
    public void Of_MissingValues_AreLeftOutAndOnePatientHasNoInterval()
    {
        var two = PatientMean.Of([new("a", 1), new("a", 3), new("b", 5), new("b", double.NaN)]);
        Assert.Equal((3, 2, 2, 5), (two.Estimate, two.Units, two.Lower, two.Upper));
        var one = PatientMean.Of([new("a", 1), new("a", 3), new("b", double.NaN)]);
        Assert.Equal((2, 1), (one.Estimate, one.Units));
        Assert.True(double.IsNaN(one.Lower));
        Assert.True(double.IsNaN(PatientMean.Of([new("a", double.NaN)]).Estimate));
    }
}
