using GanCmri.Imaging.Store;
using GanCmri.Training;

namespace GanCmri.Tests.Training;

public class FrameLabelsTests
{
    private static readonly FrameRow[] Rows =
    [
        .. new double?[] { 0, 0.3, 0.5, 0.7, 1, null }.Select(p => new FrameRow
        {
            Subject = "S001",
            Series = "S001-01",
            SlicePosition = p,
            Source = p < 0.6 ? "north" : "south",
        }),
    ];

    [Theory]
    [InlineData(FrameLabel.Position, new[] { "", "apex", "base", "middle" }, new[] { 2, 2, 3, 1, 1, 0 })]
    [InlineData(FrameLabel.Source, new[] { "north", "south" }, new[] { 0, 0, 0, 1, 1, 1 })]
    public void Of_AColumn_IsOneHot(FrameLabel label, string[] names, int[] classes)
    {
        var labels = new FrameLabels(Rows, [0, 1, 2, 3, 4, 5], label);
        Assert.Equal(names, labels.Names);
        using var found = labels.Of([0, 1, 2, 3, 4, 5])!.argmax(1);
        Assert.Equal(classes.Select(c => (long)c), found.data<long>().ToArray());
    }
}
