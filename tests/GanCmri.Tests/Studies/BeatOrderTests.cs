using GanCmri.Studies;

namespace GanCmri.Tests.Studies;

public sealed class BeatOrderTests
{
    [Theory]
    [InlineData(2, "cdab")]
    [InlineData(0, "abcd")]
    [InlineData(-1, "abcd")] // none was measured
    public void From_AFrame_GoesOnceRound(int first, string expected) =>
        Assert.Equal(expected, string.Concat("abcd".ToCharArray().From(first)));
}
