using System.Text.RegularExpressions;
using GanCmri.Phenotypes;
using GanCmri.Runtime;

namespace GanCmri.Tests.Phenotypes;

public partial class PhenotypeRegistryTests
{
    public static TheoryData<string> Names() => [.. PhenotypeRegistry.All.Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Name_OfEveryPhenotype_GoesToItsColumnAndBack(string name)
    {
        var phenotype = PhenotypeNames.Find(name)!;
        Assert.Equal(name, phenotype.Name);
        Assert.Matches(Snake(), name);
        Assert.Equal(name, SnakeCase.Of(phenotype.Column));
        Assert.Same(phenotype, PhenotypeNames.Find(phenotype.Column));
    }

    [Fact]
    public void Names_AndAliases_AreEachOfOnePhenotype()
    {
        var spelt = PhenotypeRegistry.All.SelectMany(p => p.Aliases.Append(p.Name).Select(PhenotypeNames.KeyOf).Distinct()).ToArray();
        Assert.Equal(spelt.Distinct(), spelt);
    }

    [Theory]
    [InlineData("LV area (mm2)", "lv_area_mm2")] // headers of 0.1.0
    [InlineData("LV area (px)", "lv_area_px")]
    [InlineData("Sphericity index", "sphericity_index")]
    [InlineData("LV sphericity index", "sphericity_index")]
    [InlineData("Wall thickness (mm)", "wall_thickness_mm")]
    [InlineData("LV wall thickness (mm)", "wall_thickness_mm")]
    [InlineData("Major axis (mm)", "major_axis_mm")]
    [InlineData("Centre x (px)", "centre_x_px")]
    [InlineData("LVEDA (mm2)", "lv_eda_mm2")]
    [InlineData("LVESA (px)", "lv_esa_px")]
    [InlineData("LVFAC (%)", "lv_fac_percent")]
    [InlineData("FAC (%)", "lv_fac_percent")]
    [InlineData("Peak emptying rate (mm2/s)", "peak_emptying_rate_mm2_per_s")]
    [InlineData("lv-area", "lv_area_mm2")] // cohort specifications and jobs of 0.1.0
    [InlineData("lv_area", "lv_area_mm2")]
    [InlineData("sphericity", "sphericity_index")]
    [InlineData("LVEDV (mL)", "lv_edv_ml")] // UK Biobank's tables
    [InlineData("LVEF (%)", "lv_ef_percent")]
    [InlineData("LVM (g)", "lv_mass_g")]
    [InlineData("LVCO (L/min)", "lv_co_l_per_min")]
    [InlineData("RVEDV", "rv_edv_ml")]
    [InlineData("LvAreaMm2", "lv_area_mm2")] // ML.NET
    public void Find_OtherSpelling_IsThePhenotype(string spelling, string name) => Assert.Equal(name, PhenotypeNames.Find(spelling)?.Name);

    [Theory]
    [InlineData("")]
    [InlineData("fac")] // the phantom's, a share
    [InlineData("subject")]
    [InlineData("age")]
    public void Find_AnythingElse_IsNone(string spelling) => Assert.Null(PhenotypeNames.Find(spelling));

    [Fact]
    public void IndexIn_TheVeryHeader_ComesBeforeOneThatMeansTheSame()
    {
        string[] header = ["subject", "LV area (mm2)", "lv_area_mm2"];
        Assert.Equal(
            (2, 1, -1),
            (
                PhenotypeNames.IndexIn(header, "lv_area_mm2"),
                PhenotypeNames.IndexIn(header, "LV area (mm2)"),
                PhenotypeNames.IndexIn(header, "LVEF")
            )
        );
        Assert.Equal(1, PhenotypeNames.IndexIn(header[..2], "lv_area_mm2"));
    }

    [GeneratedRegex("^[a-z][a-z0-9]*(_[a-z][a-z0-9]*)*$")]
    private static partial Regex Snake();
}
