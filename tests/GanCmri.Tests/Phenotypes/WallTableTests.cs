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
        WallTable.Write(folder.File("wall.csv"), cines);
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
