using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Statistics.Regression;

/// <summary>
/// Logistic regression by Firth's (1993) penalised likelihood (Jeffreys' prior), which has a finite maximum whatever the data: for few
/// cases, and where a combination of columns tells cases from controls without error. Intervals follow the profile of the penalised
/// likelihood, tests are its likelihood-ratio tests (Heinze and Schemper 2002); the intercept's are Wald's.
/// </summary>
public static class Firth
{
    /// <summary>Fits the model.</summary>
    /// <param name="outcome">n outcomes, true for a case.</param>
    /// <param name="columns">Columns of n values each, without the intercept.</param>
    /// <param name="options">Names and level.</param>
    /// <exception cref="ArgumentException">Lengths differ, a value is not finite, all outcomes are the same, or clusters are
    /// given.</exception>
    public static LogisticFit Fit(bool[] outcome, IReadOnlyList<double[]> columns, RegressionOptions? options = null) =>
        Fit(outcome, columns, options ?? new RegressionOptions(), _ => true);

    /// <summary>Fits the model; only columns asked for get profile intervals and tests, each point of which is a fit of its own; others get
    /// Wald's.</summary>
    internal static LogisticFit Fit(bool[] outcome, IReadOnlyList<double[]> columns, RegressionOptions options, Predicate<int> profiled)
    {
        if (options.Clusters is not null)
            throw new ArgumentException("expected no clusters: the likelihood takes rows for independent", nameof(options));
        var design = new BinaryDesign(outcome, columns, options);
        if (FirthState.Of(LogisticState.Start(design))?.Climb() is not { } top)
            return design.Unfitted(LogisticStatus.NotConverged, double.NaN, 0);
        var units = design.ToUnits();
        var errors = CoefficientErrors.OfRoot(units * top.Root, double.PositiveInfinity);
        var estimates = units * top.Beta;
        Coefficient Of(int i)
        {
            var wald = errors.Of(i, design.NameOf(i), estimates[i], options.Level);
            return i > 0 && profiled(design.PlaceOf(i - 1)) ? Profiled(wald, top, i - 1, design.ScaleOf(i - 1), options.Level) : wald;
        }

        return design.Unfitted(LogisticStatus.Converged, top.Deviance, 0) with
        {
            Coefficients = [.. Enumerable.Range(0, estimates.Count).Select(Of)],
            Covariance = errors.Covariance.ToArray(),
            Degrees = errors.Degrees,
            Joint = errors.Joint(design.Joint, [.. estimates]),
        };
    }

    private static Coefficient Profiled(Coefficient wald, FirthState top, int column, double scale, double level)
    {
        var path = new HeldPath<HeldPoint>(
            top.Beta[column + 1],
            HeldPoint.Of(top),
            (from, value) =>
            {
                var start = from.Beta.Clone();
                start[column + 1] = value;
                return top.At(start)?.Climb(column) is { } found ? HeldPoint.Of(found) : null;
            }
        );
        return new SignedRoot(
            top.Beta[column + 1],
            top.Root.Row(column + 1).L2Norm(),
            top.LogLikelihood,
            value => path.At(value)?.LogLikelihood ?? double.NaN
        ).Of(wald, level, scale);
    }

    // What the next point needs: a state has several numbers a row.
    private sealed record HeldPoint(Vector<double> Beta, double LogLikelihood)
    {
        public static HeldPoint Of(FirthState state) => new(state.Beta, state.LogLikelihood);
    }
}
