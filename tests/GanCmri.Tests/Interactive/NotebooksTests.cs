using GanCmri.Imaging;
using GanCmri.Interactive;
using GanCmri.Learning;
using GanCmri.Learning.Data;
using GanCmri.Trajectories.Directions;
using Microsoft.DotNet.Interactive.Formatting;
using Microsoft.ML;

namespace GanCmri.Tests.Interactive;

public class NotebooksTests
{
    private readonly MLContext _ml = new(1);

    public NotebooksTests() => Notebooks.Register();

    [Fact]
    public void Format_Rows_ShowImagesCinesCurvesNumbersAndText()
    {
        IDataView rows = new RowsView(
            3,
            SourceColumn.Vector("Image", [1, 16, 16], (row, v) => Fill(v, row)),
            SourceColumn.Vector("Cine", [3, 16, 16], (row, v) => Fill(v, row)),
            SourceColumn.Vector("W", [5], (row, v) => Fill(v, row)),
            SourceColumn.Vector("Path", [20, 128], (row, v) => Fill(v, row)),
            SourceColumn.Number("Area", row => row + 0.25f),
            SourceColumn.Text("Subject", row => $"<S{row}>")
        );
        var html = Shown(rows);
        Assert.Equal(3, Times(html, "data:image/png;base64,iVBOR"));
        Assert.Equal(3, Times(html, "data:image/gif;base64,R0lGOD"));
        Assert.Equal(6, Times(html, "<polyline"));
        Assert.Contains("<th>Path</th>", html, StringComparison.Ordinal);
        Assert.Contains("<td>2.25</td>", html, StringComparison.Ordinal);
        Assert.Contains("<td>&lt;S1&gt;</td>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("the first", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Format_ManyRows_ComputesAndShowsTheFirstEight()
    {
        var most = 0L;
        var html = Shown(
            new RowsView(
                100,
                SourceColumn.Number(
                    "X",
                    row =>
                    {
                        most = Math.Max(most, row);
                        return row;
                    }
                )
            )
        );
        Assert.Equal(8 + 1, Times(html, "<tr>"));
        Assert.Contains("the first 8 rows", html, StringComparison.Ordinal);
        Assert.InRange(most, 7, 8);
    }

    [Fact]
    public void Format_ImageCineAndDirection_ArePictures()
    {
        var image = new GrayImage(16, 16, [.. Enumerable.Range(0, 256).Select(i => i / 255f)]);
        Assert.StartsWith("<img alt=\"heart\" src=\"data:image/png", Shown(image), StringComparison.Ordinal);
        var cine = new CineSeries("s", 1, null, null, [new CineFrame(image, 0, "a"), new CineFrame(image, 40, "b")]);
        Assert.Contains("data:image/gif", Shown(cine), StringComparison.Ordinal);
        var direction = Shown(new PhenotypeDirection("lv_area_mm2", DirectionMethod.MeanSplit, [0, 1, float.NaN, -1], 5, 3, 4, 700));
        Assert.Contains("lv_area_mm2, MeanSplit: 700 between 3 low and 4 high", direction, StringComparison.Ordinal);
        Assert.Contains("4 values from -1 to 1", direction, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", direction, StringComparison.Ordinal);
    }

    private static void Fill(Span<float> values, long row)
    {
        for (var i = 0; i < values.Length; i++)
            values[i] = MathF.Sin(i + row);
    }

    private static string Shown<T>(T value) => value.ToDisplayString(HtmlFormatter.MimeType);

    private static int Times(string text, string what) => text.Split(what).Length - 1;
}
