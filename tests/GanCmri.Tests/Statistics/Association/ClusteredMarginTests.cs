using GanCmri.Statistics.Association;
using MathNet.Numerics.Statistics;
using static GanCmri.Tests.Statistics.StatisticsGolden;

namespace GanCmri.Tests.Statistics.Association;

/// <summary>Marginal means with clusters: each has the degrees of freedom of its own contrast.</summary>
public sealed class ClusteredMarginTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private IReadOnlyList<MarginRow> Run(AssociationOptions options, string csv)
    {
        File.WriteAllText(_folder.File("t.csv"), csv);
        return AssociationStudy.Run(_folder.File("t.csv"), options with { Margins = true }).Margins;
    }

    // Clusters of one size within a level: its mean is that of their means, which are as many independent values.
    [Fact]
    public void Run_ClustersWithinLevels_AreTTestsOfTheirMeans()
    {
        (string Level, int Cluster, double Y)[] rows =
        [
            .. Enumerable
                .Range(0, 39)
                .Select(i => (Level: i < 12 ? "a" : "b", Cluster: i / 3, Y: (i * i * 7 % 13) + 3.0 * (i / 3 * 5 % 7))),
        ];
        var margins = Run(
            new AssociationOptions
            {
                Outcomes = ["y"],
                Exposures = ["level"],
                Cluster = "centre",
            },
            "y,level,centre\n" + string.Concat(rows.Select(r => FormattableString.Invariant($"{r.Y},{r.Level},c{r.Cluster}\n")))
        );
        foreach (var (margin, t) in margins.Zip([3.182446305284263, 2.306004135204166])) // of 3 and 8 degrees of freedom
        {
            double[] means = [.. rows.Where(r => r.Level == margin.Level).GroupBy(r => r.Cluster).Select(g => g.Average(r => r.Y))];
            var error = Math.Sqrt(means.Variance() / means.Length);
            Close(means.Length - 1, margin.DegreesOfFreedom, 1e-9);
            Close(error, margin.StandardError, 1e-9);
            Close(means.Average() - t * error, margin.Lower, 1e-9);
            Close(means.Average() + t * error, margin.Upper, 1e-9);
        }
    }

    // The definition in n x n matrices (numpy), of R's mtcars in 8 clusters; the intercepts' degrees of freedom are 3.48 and 5.95.
    [Theory]
    [InlineData(AssociationFamily.Linear, "mpg", "cyl", "four", 23.677534760645976, 1.5366412374055805, 6.044896942695473)]
    [InlineData(AssociationFamily.Linear, "mpg", "cyl", "six", 19.421952358674694, 0.45168039778424496, 2.4160308895776486)]
    [InlineData(AssociationFamily.Linear, "mpg", "cyl", "ten", 17.6066750801551, 0.7840119708903014, 4.448146333888101)]
    [InlineData(AssociationFamily.Logistic, "vs", "am", "0", 0.5962071533794142, 0.06471232463748121, 3.017915879275797)]
    [InlineData(AssociationFamily.Logistic, "vs", "am", "1", 0.23591143146589735, 0.05562724308704738, 2.072897770022755)]
    public void Run_Cr2_HasSatterthwaitesDegreesOfEachMean(
        AssociationFamily family,
        string outcome,
        string exposure,
        string level,
        double mean,
        double error,
        double df
    )
    {
        var options = new AssociationOptions
        {
            Outcomes = [outcome],
            Exposures = [exposure],
            Covariates = ["wt"],
            Family = family,
            Categorical = exposure == "am" ? ["am"] : [],
            Cluster = "four",
        };
        var margin = Run(options, MotorCars.Csv).Single(m => m.Level == level);
        Close(mean, margin.Mean, 1e-8);
        Close(error, margin.StandardError, 1e-7);
        Close(df, margin.DegreesOfFreedom, 1e-7);
    }

    // Of the scores' sandwich they are the clusters' less one, as the coefficients' are.
    [Fact]
    public void Run_OrdinalWithClusters_HasTheClustersLessOne()
    {
        var options = new AssociationOptions
        {
            Outcomes = ["gears"],
            Exposures = ["vs"],
            Family = AssociationFamily.Ordinal,
            Categorical = ["vs"],
            Cluster = "four",
        };
        Assert.All(Run(options, MotorCars.Csv), m => Assert.Equal(7, m.DegreesOfFreedom));
    }
}
