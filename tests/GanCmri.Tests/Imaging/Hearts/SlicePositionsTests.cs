using GanCmri.Imaging.Hearts;

namespace GanCmri.Tests.Imaging.Hearts;

public class SlicePositionsTests
{
    [Theory]
    [InlineData(new double[] { 0, 9, 10, 8, 5, 0 }, new double[] { 0, 1 / 3.0, 2 / 3.0, 1 })]
    [InlineData(new double[] { 0, 5, 8, 10, 9, 0 }, new double[] { 1, 2 / 3.0, 1 / 3.0, 0 })]
    public void Of_SlicesWithACavity_GoFromTheLargerEndToTheSmaller(double[] areas, double[] expected)
    {
        var positions = SlicePositions.Of(areas.Select((a, slice) => new SliceArea(slice + 3, a)).Reverse());
        Assert.Equal([4, 5, 6, 7], positions.Keys.Order());
        Assert.All(expected.Index(), e => Assert.Equal(e.Item, positions[4 + e.Index], 12));
    }

    [Fact]
    public void Of_ASliceMissing_KeepsTheWayBetweenTheOthers() =>
        Assert.Equal(0.75, SlicePositions.Of([new(0, 9), new(1, 8), new(3, 6), new(4, 2)])[3], 12);

    [Fact]
    public void Of_FramesOfASlice_CountByTheLargest() =>
        Assert.Equal(0, SlicePositions.Of([new(0, 2), new(0, 9), new(1, 8), new(2, 7), new(3, 3)])[0]);

    [Fact]
    public void Of_ThreeSlices_AreNone() => Assert.Empty(SlicePositions.Of([new(0, 9), new(1, 8), new(2, 6), new(3, 0)]));
}
