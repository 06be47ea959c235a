using GanCmri.Imaging;
using GanCmri.Phenotypes;

namespace GanCmri.Tests.Phenotypes;

[Collection(nameof(TinySegmenter))]
public class OnePhaseTests(TinySegmenter tiny)
{
    [Fact]
    public void CineMeasures_OneFrame_TellsNoChange()
    {
        var p = Shapes.Ellipse(64, 32, 32, 15, 15, 0);
        var cine = CineMeasures.Of(
            [LvMeasures.Of(p, new Segmentation(Shapes.Threshold(p), p, null, 0, QualityFlags.None), new PixelSpacing(1, 1))],
            [0]
        );
        Assert.Equal(0, cine.EdFrame);
        Assert.Equal(-1, cine.EsFrame);
        Assert.True(cine.EdaMm2 > 0);
        Assert.All([cine.EsaPx, cine.EsaMm2, cine.FacPercent], v => Assert.Equal(double.NaN, v));
    }

    [Fact]
    public void StackMeasures_OneFrame_TellsNoEjectionFraction()
    {
        var volumes = StackMeasures.Of([new MeasuredSlice(0, [1000]), new MeasuredSlice(8, [1200]), new MeasuredSlice(16, [800])])!;
        Assert.Equal(24, volumes.EdvMl, 6);
        Assert.All([volumes.EsvMl, volumes.StrokeVolumeMl, volumes.EfPercent], v => Assert.Equal(double.NaN, v));
    }

    [Fact]
    public void MeasuredCine_DoubtfulSource_IsFlaggedInTheTable()
    {
        using var folder = new TemporaryFolder();
        var series = new CineSeries("a", 0, null, null, [new CineFrame(Shapes.Heart(900).Image, double.NaN, "f")])
        {
            Doubts = [CineDoubts.PixelSize],
        };
        PhenotypeTables.WriteCines(folder.File("c.csv"), [MeasuredCine.Of(tiny.Segmenter, series)]);
        Assert.Contains("NoPixelSize OnePhase", File.ReadAllLines(folder.File("c.csv"))[1], StringComparison.Ordinal);
    }

    [Fact]
    public void MeasuredCine_PicturesOfManyHearts_AreNotAskedToMoveAsOne()
    {
        CineFrame[] frames = [.. Enumerable.Range(0, 24).Select(i => new CineFrame(Shapes.Heart(i).Image, double.NaN, $"f{i}"))];
        var cine = new CineSeries("a", 0, null, null, frames);
        var many = cine with { Doubts = [CineDoubts.FramesDiffer] };
        Assert.True(Jumps(cine) > 0);
        Assert.Equal(0, Jumps(many));

        int Jumps(CineSeries series) =>
            MeasuredCine.Of(tiny.Segmenter, series).Frames.Count(f => f.Flags.HasFlag(QualityFlags.ImplausibleChange));
    }
}
