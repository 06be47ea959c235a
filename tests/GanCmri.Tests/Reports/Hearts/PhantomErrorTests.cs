using System.Globalization;
using GanCmri.Reports.Hearts;

namespace GanCmri.Tests.Reports.Hearts;

public sealed class PhantomErrorTests
{
    [Theory]
    [InlineData("LV area (mm²)", "lv_area_mm2")]
    [InlineData("sphericity index", "sphericity_index")]
    [InlineData("wall thickness (mm)", "wall_thickness_mm")]
    [InlineData("FAC (%)", "lv_fac_percent")]
    public void All_AreThoseOfTheValidation(string measure, string phenotype)
    {
        string[] cells =
        [
            .. File.ReadLines(Path.Combine(Sources.Root, "docs", "validation-measures.md"))
                .Single(l =>
                    l.StartsWith("| heart, 64 x 64", StringComparison.Ordinal) && l.Contains($"| {measure} |", StringComparison.Ordinal)
                )
                .Split('|', StringSplitOptions.TrimEntries),
        ];
        var limits = cells[6].Split(" to ").Select(Number).ToArray();
        var error = PhantomError.All.Single(e => e.Phenotype.Name == phenotype);
        Assert.Equal([Number(cells[5].Split(' ')[0]), limits[0], limits[1]], [error.Bias, error.Lower, error.Upper]);
    }

    private static double Number(string text) => double.Parse(text.Replace('−', '-'), CultureInfo.InvariantCulture);
}
