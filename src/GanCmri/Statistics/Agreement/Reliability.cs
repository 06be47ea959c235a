using GanCmri.Runtime;
using GanCmri.Statistics.Tails;

namespace GanCmri.Statistics.Agreement;

/// <summary>
/// Intraclass correlations of one measurement each by k measurers of n subjects, none missing (Shrout and Fleiss 1979; intervals of McGraw
/// and Wong 1996).
/// </summary>
/// <param name="Subjects">Subjects of whom every measurer has a value.</param>
/// <param name="Measurers">Measurers.</param>
/// <param name="Agreement">ICC(2,1): measurers stand for others, and their bias counts as disagreement.</param>
/// <param name="AgreementInterval">Its interval, of independent subjects.</param>
/// <param name="Consistency">ICC(3,1): these measurers, their bias left out.</param>
/// <param name="ConsistencyInterval">Its interval, likewise.</param>
internal sealed record Reliability(
    int Subjects,
    int Measurers,
    double Agreement,
    Interval AgreementInterval,
    double Consistency,
    Interval ConsistencyInterval
)
{
    /// <summary>Computes both; subjects with a missing value are left out.</summary>
    /// <param name="columns">One array a measurer, one value a subject; NaN where missing.</param>
    /// <param name="level">Confidence level.</param>
    /// <exception cref="ArgumentException">There are fewer than two measurers, lengths differ, or fewer than three subjects are
    /// complete.</exception>
    public static Reliability Of(IReadOnlyList<IReadOnlyList<double>> columns, double level = 0.95)
    {
        if (columns.Count < 2 || columns.Any(c => c.Count != columns[0].Count))
            throw new ArgumentException("expected two measurers or more with a value a subject each", nameof(columns));
        Require.Inside(level);
        int[] rows = [.. Enumerable.Range(0, columns[0].Count).Where(i => columns.All(c => double.IsFinite(c[i])))];
        int n = rows.Length,
            k = columns.Count;
        if (n < 3)
            throw new ArgumentException($"expected three complete subjects or more, found {n}", nameof(columns));
        var found = MeasurerVariance.Of([.. columns.Select(c => Array.ConvertAll(rows, i => c[i]))]);
        double df = (n - 1.0) * (k - 1),
            subjects = found.Subjects,
            raters = found.Measurers,
            error = found.Error,
            agreement = found.Agreement;
        var low = (1 - level) / 2;
        double Consistent(double f) => (f - 1) / (f + k - 1);
        double ratio = subjects / error,
            lower = ratio / UpperF(n - 1, df, low),
            upper = ratio * UpperF(df, n - 1, low);
        // McGraw and Wong (1996), table 7, case 2 A.
        double a = k * agreement / (n * (1 - agreement)),
            b = 1 + k * agreement * (n - 1) / (n * (1 - agreement));
        var v = Square(a * raters + b * error) / (Square(a * raters) / (k - 1) + Square(b * error) / df);
        double f1 = UpperF(n - 1, v, low),
            f2 = UpperF(v, n - 1, low),
            rest = k * raters + (k * n - k - n) * error;
        return new Reliability(
            n,
            k,
            agreement,
            new Interval(
                n * (subjects - f1 * error) / (f1 * rest + n * subjects),
                n * (f2 * subjects - error) / (rest + n * f2 * subjects)
            ),
            found.Consistency,
            new Interval(Consistent(lower), Consistent(upper))
        );
    }

    // The value that F exceeds with this probability.
    private static double UpperF(double numerator, double denominator, double p)
    {
        if (!(denominator > 0) || !double.IsFinite(denominator + numerator))
            return double.NaN;
        // As the odds of a beta variable; the smaller tail is the exact one.
        var x = Quantile.Beta(denominator / 2, numerator / 2, p);
        return denominator * (1 - x) / (numerator * x);
    }

    private static double Square(double v) => v * v;
}
