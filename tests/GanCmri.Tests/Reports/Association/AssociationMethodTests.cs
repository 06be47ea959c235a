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

    [Fact]
    public void Of_ATableOfNoStudy_IsEmpty() => Assert.Equal("", Method(null, 40));
}
