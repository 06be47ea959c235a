using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Statistics.Regression;

/// <summary>
/// Cox's proportional hazards by Firth's penalised partial likelihood (Heinze and Schemper 2001), which has a finite maximum also where a
/// combination of columns tells who has events first, and less bias with few events; ties by Efron (1977). Intervals follow the profile of
/// the penalised likelihood, tests are its likelihood-ratio tests.
/// </summary>
public static class FirthCox
{
    /// <summary>Fits a model.</summary>
    /// <param name="rows">Times, events, columns.</param>
    /// <param name="options">Names, level, joint tests (Wald's).</param>
    /// <exception cref="ArgumentException">As <see cref="Cox.Fit"/>, or clusters are given.</exception>
    public static LikelihoodFit Fit(CoxRows rows, RegressionOptions? options = null) =>
        Fit(rows, options ?? new RegressionOptions(), _ => true);

    /// <summary>Fits a model; only columns asked for get profile intervals and tests, each point of which is a fit of its own; others get
    /// Wald's.</summary>
    internal static LikelihoodFit Fit(CoxRows rows, RegressionOptions options, Predicate<int> profiled)
    {
        if (options.Clusters is not null)
            throw new ArgumentException("expected no clusters: the likelihood takes rows for independent", nameof(options));
        var design = Cox.DesignOf(rows, options);
        var k = design.Columns.Length;
        var unfitted = new LikelihoodFit { Coefficients = [], Dropped = design.Dropped };
        var start = FirthCoxState.At(new CoxLikelihood(rows, design.Columns), Vector<double>.Build.Dense(k));
        if (k == 0 || start?.Climb() is not { } top)
            return unfitted with { Failure = k == 0 ? "no column can be used" : "did not converge" };
        var units = design.ToUnits().SubMatrix(1, k, 1, k);
        var errors = CoefficientErrors.Of(units * top.Inverse * units.Transpose(), double.PositiveInfinity);
        var estimates = units * top.Beta;
        Coefficient Of(int column)
        {
            var wald = errors.Of(column, design.NameOf(column + 1), estimates[column], options.Level);
            return profiled(design.PlaceOf(column)) ? Profiled(wald, top, column, design.ScaleOf(column), options.Level) : wald;
        }

        return unfitted with
        {
            Coefficients = [.. Enumerable.Range(0, k).Select(Of)],
            // In the columns' own units: |I| was that of standardised ones.
            LogLikelihood = top.LogLikelihood + Enumerable.Range(0, k).Sum(j => Math.Log(design.ScaleOf(j))),
            Joint = errors.Joint([.. design.Joint.Select(s => Array.ConvertAll(s, c => c - 1))], [.. estimates]),
        };
    }

    private static Coefficient Profiled(Coefficient wald, FirthCoxState top, int column, double scale, double level)
    {
        var path = new HeldPath<FirthCoxState>(
            top.Beta[column],
            top,
            (from, value) =>
            {
                var start = from.Beta.Clone();
                start[column] = value;
                return top.At(start)?.Climb(column);
            }
        );
        return new SignedRoot(
            top.Beta[column],
            Math.Sqrt(top.Inverse[column, column]),
            top.LogLikelihood,
            value => path.At(value)?.LogLikelihood ?? double.NaN
        ).Of(wald, level, scale);
    }
}
