using GanCmri.Imaging;
using GanCmri.Imaging.Labels;

namespace GanCmri.Tests.Imaging.Labels;

public class LabelNumbersTests
{
    [Fact]
    public void Of_AVentricleBesideTheMyocardium_IsTheRightOne() => Assert.Equal(new LabelNumbers(1, 2, 3), Of("11122233330"));

    [Fact]
    public void Of_NoOtherNumber_KeepsTheMyocardium() => Assert.Equal(new LabelNumbers(1, 2, null), Of("11122200000"));

    [Fact]
    public void Of_AScarFromTheCavityThroughTheWall_IsNoVentricle_AndTheMyocardiumIsNotWhole() =>
        Assert.Equal(new LabelNumbers(1, null, null), Of("11122200000", scar: true));

    // A row is a quarter of the heart: cavity, wall, what lies outside; mirrored so that the wall surrounds the cavity.
    private static LabelNumbers? Of(string right, bool scar = false)
    {
        const int side = 21;
        var wall = right.Replace('3', '0');
        var pixels = new float[side * side];
        for (var y = 0; y < side; y++)
        for (var x = 0; x < side; x++)
        {
            var from = Math.Max(Math.Abs(x - 10), Math.Abs(y - 10));
            var row = x > 10 && Math.Abs(y - 10) < 5 ? right : wall;
            pixels[y * side + x] = scar && x > 10 && Math.Abs(y - 10) < 3 && row[from] == '2' ? 3 : row[from] - '0';
        }

        return LabelNumbers.Of([new GrayImage(side, side, pixels)]);
    }
}
