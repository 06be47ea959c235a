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
        Standardiser = .2,
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
        Assert.Contains("1 tests, 1 with q ≤ 0.05; synthetic", AssociationPlots.Manhattan([Deep]).AltText);
        Assert.Contains("restates the generator", AssociationPlots.Forest([Deep], .95).AltText);
        Assert.Contains("1 pairs, 90 % intervals", AssociationPlots.Forest([Deep], .9).AltText);
        Assert.Contains("1 tests", AssociationPlots.QuantileQuantile([Deep]).AltText);
    }

    [Fact]
    public void Forest_PhenotypesOfOtherUnits_AreStandardisedOnOneAxis()
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
                Standardiser = 1000 * Deep.Standardiser,
            },
        ];
        // In standard deviations both effects are the same, so that the bars are: a thousandth of the other it would be a dot.
        using var image = SKBitmap.Decode(AssociationPlots.Forest(rows, .95).Bytes.Span);
        int[] bars =
        [
            .. Enumerable
                .Range(0, image.Height)
                .Select(y => Enumerable.Range(0, image.Width).Count(x => image.GetPixel(x, y) is { Red: < 40, Blue: > 140 }))
                .Where(blue => blue > 100),
        ];
        Assert.InRange(bars.Length, 6, 20); // two bars of some pixels
        Assert.InRange(bars.Min(), .95 * bars.Max(), bars.Max());
    }

    [Theory]
    [InlineData(-.001, -.25, .24, "0.00 (-0.25 to 0.24)")]
    [InlineData(.0123, .0101, .0145, "0.0123 (0.0101 to 0.0145)")]
    public void Told_HasTheDecimalsOfTheInterval(double effect, double lower, double upper, string told) =>
        Assert.Equal(told, AssociationPlots.Told(effect, lower, upper));

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
