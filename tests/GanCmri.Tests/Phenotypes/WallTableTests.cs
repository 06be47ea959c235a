using GanCmri.Imaging;
using GanCmri.Phenotypes;

namespace GanCmri.Tests.Phenotypes;

public class WallTableTests
{
    [Fact]
    public void Write_Stack_NamesTheThirdsFromTheLargeEnd()
    {
        using var folder = new TemporaryFolder();
        // Stored from apex to base: the cavity grows along the stack.
        MeasuredCine[] cines = [.. Enumerable.Range(0, 6).Select(i => Cine(i, areaPx: 100 + 50 * i))];
        WallTable.Write(folder.File("wall.csv"), [cines]);
        var rows = File.ReadAllLines(folder.File("wall.csv"));
        Assert.Equal(
            "subject,study,series,slice,level,"
                + "wall_anterior_mm,wall_anteroseptal_mm,wall_inferoseptal_mm,wall_inferior_mm,wall_inferolateral_mm,wall_anterolateral_mm",
            rows[0]
        );
        Assert.Equal(["apical", "apical", "mid", "mid", "basal", "basal"], rows[1..].Select(r => r.Split(',')[4]));
        Assert.EndsWith(",1,2,3,4,5,6", rows[1], StringComparison.Ordinal);
        Assert.EndsWith(",,,,,,", rows[6], StringComparison.Ordinal); // the last slice's wall is unknown
    }

    [Fact]
    public void Write_OtherStacksOfTheStudy_DoNotChangeTheThirds()
    {
        using var folder = new TemporaryFolder();
        MeasuredCine[] stack = [.. Enumerable.Range(0, 6).Select(i => Cine(i, areaPx: 100 + 50 * i))];
        // Two long axes, whose places are along their own normals, and the stack once more.
        MeasuredCine[] axes = [.. stack[..2].Select(c => c with { SliceLocationMm = 3, Doubts = [CineDoubts.Plane] })];
        MeasuredCine[] again = [.. stack.Select(c => c with { Series = "again" })];
        WallTable.Write(folder.File("wall.csv"), [stack, [axes[0]], [axes[1]], again]);
        string[] thirds = ["apical", "apical", "mid", "mid", "basal", "basal"];
        Assert.Equal([.. thirds, "", "", .. thirds], File.ReadAllLines(folder.File("wall.csv"))[1..].Select(r => r.Split(',')[4]));
    }

    private static MeasuredCine Cine(int slice, double areaPx) =>
        new(
            "S1",
            slice,
            8.0 * slice,
            ["f"],
            [0],
            [""],
            [0],
            [],
            new CineMeasures(
                0,
                -1,
                areaPx,
                double.NaN,
                areaPx,
                double.NaN,
                double.NaN,
                double.NaN,
                double.NaN,
                double.NaN,
                1,
                QualityFlags.None
            )
        )
        {
            WallAtEd = slice == 5 ? null : new WallSegments(1, 2, 3, 4, 5, 6),
        };
}
