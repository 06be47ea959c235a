using GanCmri.Learning;
using GanCmri.Learning.Data;
using GanCmri.Tests.Learning.Contract;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanCmri.Tests.Learning.Phenotypes;

public class MeasurePhenotypesTests
{
    private readonly MLContext _ml = new(1);

    [Fact]
    public void MeasurePhenotypes_Frames_HaveTheirFlagsAsText()
    {
        // Bright discs: one in the middle, one across the border, none.
        var rows = new RowsView(
            3,
            SourceColumn.Vector(
                "Image",
                [1, 64, 64],
                (r, image) =>
                {
                    for (var i = 0; i < image.Length; i++)
                    {
                        var (x, y) = (i % 64 - (r == 1 ? 2 : 32), i / 64 - 32);
                        image[i] = r < 2 && x * x + y * y < 100 ? 1 : -1;
                    }
                }
            )
        );
        using var fitted = _ml.Gan.MeasurePhenotypes("Image", new() { SegmenterPath = Specimens.SegmenterPath }).Fit(rows);
        var frame = _ml.Gan.ToDataFrame(fitted.Transform(rows));
        string[] flags = [.. frame["Flags"].Cast<string>()];
        Assert.DoesNotContain("TouchesBorder", flags[0]);
        Assert.Contains("TouchesBorder", flags[1].Split(' '));
        Assert.Contains("NoCavity", flags[2].Split(' '));
        Assert.Equal(TextDataViewType.Instance, fitted.GetOutputSchema(rows.Schema)["Flags"].Type);
    }
}
