using GanCmri.Phenotypes;

namespace GanCmri.Tests.Phenotypes;

public class StackMeasuresTests
{
    [Fact]
    public void Of_SliceOfTheLeftAtrium_StaysInTheRightVentricle()
    {
        // An apex, five slices of both ventricles; one where the left atrium fills while the right ventricle empties; beyond it the outflow
        // of the right one alone.
        MeasuredSlice[] ventricles =
        [
            new(0, [500, 510]) { RightMm2 = [400, 300] },
            .. Enumerable.Range(1, 5).Select(i => new MeasuredSlice(10 * i, [1500, 700]) { RightMm2 = [1000, 600] }),
        ];
        var atrium = new MeasuredSlice(60, [900, 1200]) { RightMm2 = [800, 500] };
        var outflow = new MeasuredSlice(70, [double.NaN, double.NaN]) { RightMm2 = [300, 200] };
        var found = StackMeasures.Of([.. ventricles, atrium, outflow])!;
        Assert.Equal((6, 80.0, 40.1), (found.Slices, found.EdvMl, found.EsvMl));
        Assert.Equal((4 + 50 + 8 + 3.0, 3 + 30 + 5 + 2.0), (found.RightEdvMl, found.RightEsvMl));
    }

    [Fact]
    public void Of_AnAtriumSeenAtEndSystoleAlone_IsLeftOut()
    {
        double[][] areas =
        [
            [300, 100],
            [900, 400],
            [1500, 700],
            [1800, 900],
            [2000, 1000],
        ];
        MeasuredSlice[] ventricle = [.. areas.Select((a, i) => new MeasuredSlice(8 * i, a))];
        var found = StackMeasures.Of([.. ventricle, new(40, [double.NaN, 900])])!;
        Assert.Equal(StackMeasures.Of(ventricle)! with { AtriumSlices = 1 }, found);
        Assert.Equal(52.3, found.EfPercent, 0.05);
    }
}
