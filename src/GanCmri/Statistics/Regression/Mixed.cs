using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Statistics.Regression;

/// <summary>
/// Linear regression with random intercepts of nested groups (e.g. patient, slice within patient) by restricted maximum likelihood
/// (Patterson and Thompson 1971), tests by Student's t with Satterthwaite's degrees of freedom (Kuznetsova and others 2017).
/// </summary>
public static class Mixed
{
    /// <summary>Fits a model.</summary>
    /// <param name="response">n values.</param>
    /// <param name="columns">Columns of n values each, without the intercept.</param>
    /// <param name="groups">Group of each row, a list a level, outermost first; inner groups are taken within outer ones.</param>
    /// <param name="options">Names, level, joint tests.</param>
    /// <exception cref="ArgumentException">Lengths differ, a value is not finite, there are no groups, or clusters are given.</exception>
    public static MixedFit Fit(
        double[] response,
        IReadOnlyList<double[]> columns,
        IReadOnlyList<IReadOnlyList<int>> groups,
        RegressionOptions? options = null
    )
    {
        options ??= new RegressionOptions();
        if (options.Clusters is not null)
            throw new ArgumentException("expected no clusters: random intercepts say what belongs together", nameof(options));
        if (groups.Count == 0 || groups.Any(g => g.Count != response.Length))
            throw new ArgumentException("expected the group of each row, at one level at least", nameof(groups));
        var design = new StandardDesign(response, columns, options);
        int n = response.Length,
            k = design.Columns.Length + 1;
        var unfitted = new MixedFit { Coefficients = [], Dropped = design.Dropped };
        var (mean, spread) = (response.Average(), MathNet.Numerics.Statistics.Statistics.PopulationStandardDeviation(response));
        if (n <= k + groups.Count || !(spread > 0))
            return unfitted with { Failure = "too few rows, or all the same" };
        var sums = new NestedSums([.. design.Columns, Array.ConvertAll(response, y => (y - mean) / spread)], groups);
        if (Confounded(sums.Groups, n) is { } why)
            return unfitted with { Failure = why };
        var climb = new MixedClimb(sums, n);
        var (ratios, top) = (climb.Ratios, climb.Top);
        if (!(top.Squares > 1e-12 * n))
            return unfitted with { Failure = "outcome is an exact linear function of the columns" };
        var units = design.ToUnits() * spread;
        var satterthwaite = new Satterthwaite(sums, ratios, n, units);
        var covariance = units * top.Bread * units.Transpose() * top.Variance;
        var estimates = units * top.Beta;
        estimates[0] += mean;
        var errors = new CoefficientErrors(
            covariance,
            [.. Enumerable.Range(0, k).Select(j => satterthwaite.Degrees(Vector<double>.Build.Dense(k, i => i == j ? 1 : 0)))]
        )
        {
            Degrees = satterthwaite.Degrees,
        };
        return unfitted with
        {
            Coefficients = [.. estimates.Select((b, i) => errors.Of(i, design.NameOf(i), b, options.Level))],
            Covariance = covariance.ToArray(),
            Degrees = errors.Degrees,
            Variances = [.. ratios.Select(r => r * top.Variance * spread * spread)],
            ResidualVariance = top.Variance * spread * spread,
            // The response was divided by its spread, the columns by their scales.
            Criterion =
                top.Criterion + 2 * (n - k) * Math.Log(spread) + 2 * Enumerable.Range(0, k - 1).Sum(j => Math.Log(design.ScaleOf(j))),
            Joint = [.. design.Joint.Select(set => set.Length == 0 ? null : satterthwaite.Test(estimates, covariance, set))],
        };
    }

    private static string? Confounded(int[] groups, int n) =>
        groups[0] < 2 ? "random intercepts need two groups or more"
        : groups[^1] == n ? "no group has two rows: leave the random intercept out"
        : groups.Zip(groups.Skip(1)).Any(g => g.First == g.Second) ? "outer and inner groups are the same: leave the inner ones out"
        : null;
}
