using GanCmri.Reports.Association;
using GanCmri.Statistics;
using GanCmri.Statistics.Association;

namespace GanCmri.Tests.Reports.Association;

public class AssociationMethodTests
{
    private static readonly AssociationOptions Options = new() { Outcomes = ["y"], Exposures = ["x"] };

    private static string Method(AssociationOptions? options, params long[] used) =>
        AssociationMethod.Of(
            new AssociationTable(
                [
                    .. used.Select(n => new AssociationRow
                    {
                        Phenotype = "y",
                        Exposure = "x",
                        Source = "",
                        Group = "",
                        Significance = PValue.From(.5),
                        Used = n,
                        Notes = [],
                    }),
                ],
                [],
                [],
                40
            )
            {
                Options = options,
            }
        );

    [Fact]
    public void Of_ALinearStudy_TellsWhatWasHeldConstant() =>
        Assert.Equal(
            "Linear regression, effects in units of the phenotype, one model for each phenotype and exposure. Adjusted for (held constant) "
                + "age, sex. HC3 standard errors, 99.5 % intervals. n = 38 to 40 of 40 rows.",
            Method(Options with { Covariates = ["age", "sex"], Errors = AssociationErrors.Hc3, Level = .995 }, 38, 40)
        );

    [Fact]
    public void Of_AStudyWithoutCovariates_SaysSo() => Assert.Contains("Not adjusted for anything. Classical", Method(Options, 40));

    [Fact]
    public void Of_Clusters_NamesTheirColumn() =>
        Assert.Contains("CR2 standard errors, clusters by patient", Method(Options with { Cluster = "patient" }, 40));

    [Theory]
    [InlineData(AssociationFamily.Cox)]
    [InlineData(AssociationFamily.Ordinal)]
    public void Of_ClustersOfALikelihood_NamesTheSandwich(AssociationFamily family)
    {
        foreach (var errors in new AssociationErrors?[] { null, AssociationErrors.Cr1 })
            Assert.Contains(
                "Standard errors by the scores' sandwich, clusters by patient",
                Method(Options with { Family = family, Cluster = "patient", Errors = errors }, 40)
            );
    }

    [Fact]
    public void Of_Weights_NamesTheLinearisation()
    {
        Assert.Contains("Standard errors by linearisation, 95 %", Method(Options with { Weights = "w" }, 40));
        Assert.Contains(
            "Standard errors by linearisation, clusters by patient, 95 %",
            Method(Options with { Weights = "w", Cluster = "patient" }, 40)
        );
    }

    [Fact]
    public void Of_Ranks_HasEffectsInTheirUnits()
    {
        var method = Method(Options with { InverseNormal = true }, 40);
        Assert.StartsWith("Linear regression of normal quantiles of the phenotype's ranks, effects in units of these, one", method);
        Assert.DoesNotContain("units of the phenotype", method);
    }

    [Fact]
    public void Of_ATableOfNoStudy_IsEmpty() => Assert.Equal("", Method(null, 40));
}
