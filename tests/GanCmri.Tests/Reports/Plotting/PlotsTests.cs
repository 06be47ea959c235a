using GanCmri.Reports;
using GanCmri.Reports.Plotting;
using SkiaSharp;
using Xunit;

namespace GanCmri.Tests.Reports.Plotting;

public class PlotsTests
{
    private static readonly double[] Steps = [-2, -1, 0, 1, 2, 3];
    private static readonly double[][] Curves =
    [
        [1, 2, 3, 4, 5, 6],
        [2, 2, 4, 4, 6, double.NaN],
        [0, 1, 1, 2, 2, 3],
    ];

    public static TheoryData<string, Func<Picture>> All =>
        new()
        {
            { "response", () => Plots.Response(Steps, Curves, "LV area (px)", "n = 3") },
            { "phase", () => Plots.Phase([new CurveGroup("a", Curves), new CurveGroup("b", Curves)], "LV area (px)", "n = 3") },
            { "histogram", () => Plots.Histogram([1, 2, 2, 3, double.NaN], "LV area (px)") },
            { "scatter", () => Plots.Scatter(Curves[0], Curves[1], "a (px)", "b (px)", "n = 5") },
            { "agreement", () => Plots.BlandAltman(Curves[0], Curves[1], "LV area", "px") },
            {
                "heat map",
                () =>
                    Plots.HeatMap(
                        new[,]
                        {
                            { 1, -.5 },
                            { 0, double.NaN },
                        },
                        ["a", "b"],
                        ["c", "d"],
                        "r"
                    )
            },
            {
                "tradeoff",
                () => Plots.Tradeoff([new Curve("fast", [0.1, 1, 10], [3, 2, 1]), new Curve("slow", [20], [1])], "seconds", "MSE")
            },
        };

    [Theory]
    [MemberData(nameof(All), DisableDiscoveryEnumeration = true)]
    public void Draw_SameData_GivesSameBytesAtTwiceTheShownSize(string name, Func<Picture> draw)
    {
        var picture = draw();
        Assert.True(picture.Bytes.Span.SequenceEqual(draw().Bytes.Span), name);
        using var image = SKBitmap.Decode(picture.Bytes.Span);
        Assert.Equal((2 * picture.WidthPx, 2 * picture.HeightPx), (image.Width, image.Height));
        Assert.NotEqual("", picture.AltText);
    }

    [Theory]
    [MemberData(nameof(All), DisableDiscoveryEnumeration = true)]
    public void Draw_WithoutSystemFonts_StillWritesText(string name, Func<Picture> draw)
    {
        using var image = SKBitmap.Decode(draw().Bytes.Span);
        // The strip below the data area holds the tick labels: dark ink there means that text was drawn.
        var dark = 0;
        for (var y = image.Height / 2; y < image.Height; y++)
        {
            for (var x = 0; x < image.Width; x++)
            {
                var p = image.GetPixel(x, y);
                if (p.Red < 60 && p.Green < 70 && p.Blue < 80)
                    dark++;
            }
        }

        Assert.True(dark > 100, $"{name}: {dark} dark pixels");
    }

    [Fact]
    public void BlandAltman_KnownDifferences_NamesBiasAndLimits()
    {
        // Differences 1, 2, 3: bias 2, SD 1, limits 2 ± 1.96.
        var picture = Plots.BlandAltman([10, 20, 30], [11, 22, 33], "LV area", "px");
        Assert.Contains("bias 2.00 px; limits of agreement 0.0400 to 3.96; n = 3", picture.AltText);
    }

    [Fact]
    public void Agreement_NamesItsColumns()
    {
        var chart = Charts.Agreement(new("expert", [10, 20, 30]), new("network", [11, 22, 33]), "mm²");
        Assert.Equal(("Mean of expert and network (mm²)", "network − expert (mm²)"), (chart.XTitle, chart.YTitle));
        Assert.StartsWith("bias 2.00 mm²; ", chart.Note, StringComparison.Ordinal);
        chart = Charts.Agreement(new("expert", [10, 20, 30]), new("network", [11, 22, 33]), "mm²", ["bias", "limits"]);
        Assert.Equal("bias\nlimits\nn = 3", chart.Note);
        Assert.Equal("network − expert", Charts.Agreement(new("expert", [1, 2]), new("network", [1, 3]), "").YTitle);
    }

    [Fact]
    public void Agreement_LongNames_StandAboveTheData()
    {
        var (a, b) = (new string('a', 30), new string('b', 30));
        var chart = Charts.Agreement(new(a, [1, 2]), new(b, [1, 3]), "mm²");
        Assert.Equal(("Mean of A and B (mm²)", "B − A (mm²)"), (chart.XTitle, chart.YTitle));
        Assert.StartsWith($"A: {a}, B: {b}", chart.Note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4, "single subjects,median")]
    [InlineData(8, "middle half,median")]
    [InlineData(20, "middle 95 % of subjects,middle half,median")]
    public void Response_OfFewSubjects_ShowsNoRangesOfThem(int subjects, string names)
    {
        var chart = Charts.Response(Steps, [.. Enumerable.Range(0, subjects).Select(_ => Curves[0])], "LV area (mm²)", "");
        Assert.Equal(names.Split(','), chart.Marks.Select(m => m.Name).Where(n => n.Length > 0));
        Assert.Equal(subjects, chart.Marks.Count(m => m.Kind == MarkKind.Thin));
    }

    [Fact]
    public void Phase_OfFewSubjects_HasRoomForEach() =>
        Assert.InRange(
            Charts
                .Phase(
                    [
                        new CurveGroup(
                            "a",
                            [
                                [1, 1],
                                [1, 1],
                                [1, 9],
                            ]
                        ),
                    ],
                    "LV area (mm²)",
                    ""
                )
                .Y[1],
            9,
            10
        );

    [Fact]
    public void Reached_ShowsEachNetworkAndTheLineOfWhatWasAsked()
    {
        var chart = Charts.Reached([1, 2, 3], [new("a", [1, 2, double.NaN]), new("b", [1, 2, 4])], "LV area (mm²)");
        Assert.Equal(chart.X, chart.Y);
        Assert.Equal(chart.X, chart.Marks[0].Y);
        Assert.Equal([2, 3], chart.Marks.Skip(1).Select(m => m.X.Count));
        Assert.Equal("a: n = 2; b: n = 3", chart.Note);
    }

    [Fact]
    public void Quantiles_MissingValues_AreLeftOut()
    {
        var q = Quantiles.Across(Curves);
        Assert.Equal([1, 2, 3, 4, 5, 4.5], q.Median);
        Assert.Equal(3 + .025 * 3, q.Lower[5], 12);
    }

    [Fact]
    public void Charts_OfMotionAndGuidance_BeginAtZero()
    {
        double[][] far =
        [
            [2000, 1990, 1995, 2005, 2010, 2000],
        ];
        Chart[] charts =
        [
            Charts.Response(Steps, far, "LV area (mm²)", ""),
            Charts.Phase([new CurveGroup("a", far)], "LV area (mm²)", ""),
            Charts.Beat([new Curve("a", Steps, far[0])], "LV area (mm²)", ""),
        ];
        Assert.All(charts, c => Assert.Equal(0, c.Y[0]));
        Assert.All(charts, c => Assert.InRange(c.Y[1], 2010, 2200));
    }

    [Theory]
    [InlineData(-0.004, "0.00")]
    [InlineData(-0.006, "−0.01")]
    [InlineData(0.5, "0.50")]
    [InlineData(double.NaN, "–")]
    public void CellText_OfAHeatMap_HasNoNegativeZero(double value, string text) => Assert.Equal(text, Plots.CellText(value));

    [Fact]
    public void HeatMap_HasAColourBarFromBlueToVermilion()
    {
        using var image = SKBitmap.Decode(
            Plots
                .HeatMap(
                    new double[,]
                    {
                        { 0 },
                    },
                    ["a"],
                    ["b"],
                    "r"
                )
                .Bytes.Span
        );
        var colours = Enumerable
            .Range(0, image.Width * image.Height)
            .Select(i => image.GetPixel(i % image.Width, i / image.Width))
            .ToHashSet();
        Assert.Contains(colours, c => c.Blue > c.Red + 120); // the only cell is white
        Assert.Contains(colours, c => c.Red > c.Blue + 120);
    }

    [Fact]
    public void Palette_TwentySeries_AreOfTwentyColours()
    {
        var colours = Enumerable.Range(0, 20).Select(Palette.Of).ToArray();
        for (var i = 0; i < colours.Length; i++)
        for (var j = 0; j < i; j++)
            Assert.True(
                Math.Abs(colours[i].R - colours[j].R) + Math.Abs(colours[i].G - colours[j].G) + Math.Abs(colours[i].B - colours[j].B) > 40,
                $"{i} and {j}"
            );
    }
}
