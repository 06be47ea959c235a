using System.Globalization;
using CsvHelper;
using GanCmri.Reports.Association;
using GanCmri.Statistics.Association;
using GanCmri.Statistics.Tails;
using SkiaSharp;

namespace GanCmri.Tests.Reports.Association;

public class AssociationReportTests
{
    private static readonly AssociationRow Deep = new()
    {
        Phenotype = "=cmd()",
        Exposure = "x",
        Source = "synthetic",
        Beta = -2,
        StandardError = 0.1,
        Lower = -2.2,
        Upper = -1.8,
        Significance = Tail.Normal(60),
        Q = 0,
        Used = 10,
        Missing = 2,
        Notes = [AssociationTable.SyntheticNote],
    };

    private static readonly AssociationRow Untested = new()
    {
        Phenotype = "b",
        Exposure = "x",
        Source = "synthetic",
        Notes = ["phenotype constant"],
    };

    private static AssociationTable Table => new([Deep, Untested], [], [], 12);

    [Fact]
    public void Save_KeepsTinyPAndNeutralisesText()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        AssociationCsv.Save(Path.Combine(folder, "r.csv"), Table);
        using (var csv = new CsvReader(new StreamReader(Path.Combine(folder, "r.csv")), CultureInfo.InvariantCulture))
        {
            csv.Read();
            csv.ReadHeader();
            Assert.Equal(
                ["phenotype", "exposure", "beta", "SE", "lower", "upper", "p", "log10p", "q", "n_total", "n_cases", "n_controls"],
                csv.HeaderRecord!.Take(12)
            );
            Assert.Equal("note", csv.HeaderRecord![^1]);
            csv.Read();
            Assert.Equal("'=cmd()", csv["phenotype"]);
            Assert.Equal("-2", csv["beta"]);
            Assert.Matches(@"^2\.47\d*E-784$", csv["p"]);
            Assert.InRange(double.Parse(csv["log10p"]!, CultureInfo.InvariantCulture), -783.61, -783.60);
            Assert.Equal("", csv["n_cases"]);
            Assert.Contains("restate the generator", csv["note"]);
            csv.Read();
            Assert.Equal("", csv["p"]);
            Assert.Equal("phenotype constant", csv["note"]);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Plots_SaySyntheticAndCountTests()
    {
        Assert.Contains("1 tests; synthetic", AssociationPlots.Manhattan([Deep]).AltText);
        Assert.Contains("restates the generator", AssociationPlots.Forest([Deep]).AltText);
        Assert.Contains("1 tests", AssociationPlots.QuantileQuantile([Deep]).AltText);
    }

    [Fact]
    public void Forest_PhenotypesOfOtherUnits_HaveAnAxisEach()
    {
        AssociationRow[] rows =
        [
            Deep with
            {
                Phenotype = "volume",
                Source = "",
            },
            Deep with
            {
                Phenotype = "index",
                Source = "",
                Beta = -.002,
                Lower = -.0022,
                Upper = -.0018,
            },
        ];
        var (one, both) = (AssociationPlots.Forest(rows[..1]), AssociationPlots.Forest(rows));
        Assert.InRange(both.HeightPx, one.HeightPx + 60, 3 * one.HeightPx);
        // The bar of the small effect is as long as that of the large one: its own axis, not the other's.
        using var image = SKBitmap.Decode(both.Bytes.Span);
        int Blue(int from, int to) =>
            Enumerable
                .Range(from, to - from)
                .Max(y => Enumerable.Range(0, image.Width).Count(x => image.GetPixel(x, y) is { Red: < 40, Blue: > 140 }));
        var middle = 2 * one.HeightPx;
        Assert.InRange(Blue(middle, image.Height), .9 * Blue(0, middle), 1.1 * Blue(0, middle));
    }

    [Fact]
    public void SavePlots_WritesOneSetASource()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        AssociationPlots.Save(Table, folder);
        Assert.Equal(
            ["forest.png", "manhattan-synthetic.png", "qq-synthetic.png", "volcano-synthetic.png"],
            Directory.GetFiles(folder).Select(Path.GetFileName).Order()
        );
        Directory.Delete(folder, recursive: true);
    }
}
