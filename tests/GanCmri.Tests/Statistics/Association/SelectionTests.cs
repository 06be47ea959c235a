using GanCmri.Runtime;
using GanCmri.Statistics;
using GanCmri.Statistics.Association;

namespace GanCmri.Tests.Statistics.Association;

/// <summary>Groups, filters and orders of results.</summary>
public sealed class SelectionTests : IDisposable
{
    private static readonly AssociationRow[] Rows =
    [
        Row("la_area", "age", -3, 1e-9, 1e-8),
        Row("lv_area", "sex [M vs F]", 2, 0.5, 0.6),
        Row("lv_mass", "age", 1, 0.01, 0.03),
    ];
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static AssociationRow Row(string phenotype, string exposure, double beta, double p, double q) =>
        new()
        {
            Phenotype = phenotype,
            Exposure = exposure,
            Source = "",
            Beta = beta,
            StandardError = 1,
            Significance = PValue.From(p),
            Q = q,
            Used = 10,
        };

    private AssociationTable Grouped(string csv)
    {
        File.WriteAllText(_folder.File("groups.csv"), csv);
        return AssociationGroups.Read(_folder.File("groups.csv")).Add(new AssociationTable(Rows, [], [], 10));
    }

    private static string[] Names(IReadOnlyList<string> filters, string? sort) =>
        [.. AssociationSelection.Parse(filters, sort).Of(Rows).Select(r => r.Phenotype)];

    [Fact]
    public void Groups_OfPhenotypesOrExposures_AreAdded()
    {
        Assert.Equal(
            ["atria", "ventricles", ""],
            Grouped("phenotype;group\nLA_area;atria\nlv_area;ventricles\n").Rows.Select(r => r.Group)
        );
        Assert.Equal(["", "people", ""], Grouped("exposure,group\nsex,people\n").Rows.Select(r => r.Group));
    }

    [Theory]
    [InlineData("phenotype,group\nother,atria\n")]
    [InlineData("phenotype,group\n")]
    [InlineData("phenotype,group\nla_area,a\nla_area,b\n")]
    [InlineData("phenotype\nla_area\n")]
    public void Groups_ThatSayNothing_AreRefused(string csv) => Assert.Throws<InputException>(() => Grouped(csv));

    [Fact]
    public void Of_ConditionsAndOrder_ChooseRows()
    {
        Assert.Equal(["la_area", "lv_mass"], Names(["q<=0.05"], null));
        Assert.Equal(["lv_mass"], Names(["q <= 0.05", "beta>0"], null));
        Assert.Equal(["lv_area"], Names(["exposure!=age"], null));
        Assert.Equal(["la_area", "lv_mass", "lv_area"], Names([], "p"));
        Assert.Equal(["la_area", "lv_area", "lv_mass"], Names([], "beta"));
    }

    [Fact]
    public void Of_SortByBonferroni_CountsTheTestsOfEachSource()
    {
        AssociationRow[] rows =
        [
            Row("many", "age", 1, 1e-5, 1) with
            {
                Source = "real",
            },
            .. Enumerable.Range(0, 99).Select(i => Row($"other{i}", "age", 1, 0.9, 1) with { Source = "real" }),
            Row("few", "age", 1, 1e-4, 1) with
            {
                Source = "synthetic",
            },
        ];
        // 1e-5 of 100 tests is 1e-3, 1e-4 of one is 1e-4.
        var sorted = AssociationSelection.Parse([], "p_bonferroni").Of(rows);
        Assert.Equal(["few", "many"], sorted.Take(2).Select(r => r.Phenotype));
        // Also where a filter leaves few of them.
        var shown = AssociationSelection.Parse(["exposure=age", "p<0.5"], "p_bonferroni").Of(rows);
        Assert.Equal(["few", "many"], shown.Select(r => r.Phenotype));
        Assert.Equal("many", AssociationSelection.Parse([], "p").Of(rows)[0].Phenotype);
    }

    [Fact]
    public void Of_SortByJointP_TellsApartWhatADoubleCannot()
    {
        AssociationRow Joint(string name, double ln) =>
            Row(name, "site", 1, 0.5, 1) with
            {
                Joint = new GanCmri.Statistics.Regression.JointTest(1, 2, 10, PValue.FromLn(ln)),
            };
        Assert.Equal(
            ["third", "second", "first", "none"],
            AssociationSelection
                .Parse([], "p_joint")
                .Of([Row("none", "age", 1, 0.5, 1), Joint("first", -1000), Joint("second", -2000), Joint("third", -3000)])
                .Select(r => r.Phenotype)
        );
    }

    [Theory]
    [InlineData("q<=a")]
    [InlineData("colour=red")]
    [InlineData("phenotype<3")]
    [InlineData("q")]
    public void Parse_WhatMeansNothing_IsRefused(string filter) =>
        Assert.Throws<InputException>(() => AssociationSelection.Parse([filter], null));
}
