using System.Globalization;
using GanCmri.Statistics.Regression;
using GanCmri.Statistics.Tails;

namespace GanCmri.Statistics;

/// <summary>Correlations of two variables. Pairs with a missing value (NaN) are left out.</summary>
public static class Correlation
{
    /// <summary>Pearson's r; interval by Fisher's z, p by Student's t with n - 2 degrees of freedom.</summary>
    public static CorrelationResult Pearson(IReadOnlyList<double> x, IReadOnlyList<double> y, double level = 0.95)
    {
        var pairs = Pairs.Complete(x, y);
        var r = Coefficient(pairs.X, pairs.Y);
        var n = pairs.X.Length;
        return Result(r, 1 - Math.Abs(r), n, n - 2, 1 / Math.Sqrt(n - 3), level);
    }

    /// <summary>
    /// Spearman's rank correlation with mean ranks for ties; p by Student's t as for Pearson, interval by Fisher's z with the
    /// variance (1 + r^2/2)/(n - 3) of Bonett and Wright (2000).
    /// </summary>
    public static CorrelationResult Spearman(IReadOnlyList<double> x, IReadOnlyList<double> y, double level = 0.95)
    {
        var pairs = Pairs.Complete(x, y);
        var n = pairs.X.Length;
        var r = Coefficient(Ranks.Mid(pairs.X), Ranks.Mid(pairs.Y));
        return Result(r, 1 - Math.Abs(r), n, n - 2, Math.Sqrt((1 + r * r / 2) / (n - 3)), level);
    }

    /// <summary>
    /// Correlation of x and y with other variables held constant: that of the residuals of both on those variables.
    /// df = n - 2 - k, and the Fisher interval uses n - k in place of n (k: variables held constant, collinear ones not counted).
    /// </summary>
    public static CorrelationResult Partial(
        IReadOnlyList<double> x,
        IReadOnlyList<double> y,
        IReadOnlyList<IReadOnlyList<double>> held,
        double level = 0.95
    )
    {
        var keep = Enumerable
            .Range(0, x.Count)
            .Where(i => !double.IsNaN(x[i]) && !double.IsNaN(y[i]) && held.All(h => !double.IsNaN(h[i])))
            .ToArray();
        var columns = held.Select(h => Array.ConvertAll(keep, i => h[i])).ToArray();
        var none = new CorrelationResult(double.NaN, keep.Length, double.NaN, double.NaN, PValue.None);
        if (keep.Length <= columns.Length + 1)
            return none;
        double[] kept = Array.ConvertAll(keep, i => x[i]),
            other = Array.ConvertAll(keep, i => y[i]);
        var fitX = Ols.Fit(kept, columns);
        var fitY = Ols.Fit(other, columns);
        // What is left of a variable that the held ones explain is rounding.
        if (IsExplained(fitX, kept) || IsExplained(fitY, other))
            return none;
        var effective = keep.Length - (fitX.Coefficients.Count - 1);
        var r = Coefficient(fitX.Residuals, fitY.Residuals);
        return Result(r, 1 - Math.Abs(r), keep.Length, effective - 2, 1 / Math.Sqrt(effective - 3), level);
    }

    /// <summary>Interval and p of a Pearson correlation already known, e.g. published.</summary>
    /// <param name="r">Correlation in [-1, 1]; read as the shortest decimal with this value, so 0.999999999999 is exactly that.</param>
    /// <param name="n">Pairs it was computed from.</param>
    /// <param name="level">Confidence level in (0, 1).</param>
    public static CorrelationResult FromR(double r, int n, double level = 0.95) =>
        Result(r, double.IsNaN(r) ? r : (double)(1 - ShortestDecimal(Math.Abs(r))), n, n - 2, 1 / Math.Sqrt(n - 3), level);

    private static decimal ShortestDecimal(double v) =>
        decimal.Parse(v.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static CorrelationResult Result(double r, double oneMinusR, int n, double df, double standardError, double level)
    {
        if (double.IsNaN(r) || df < 1)
            return new CorrelationResult(r, n, double.NaN, double.NaN, PValue.None);
        var half = Quantile.Normal(level) * standardError;
        var (lower, upper) =
            double.IsFinite(half) && df > 1 ? (Math.Tanh(Math.Atanh(r) - half), Math.Tanh(Math.Atanh(r) + half)) : (double.NaN, double.NaN);
        return new CorrelationResult(r, n, lower, upper, Tail.CorrelationOf(r, oneMinusR, df));
    }

    private static double Coefficient(double[] x, double[] y)
    {
        if (x.Length < 2)
            return double.NaN;
        double meanX = x.Average(),
            meanY = y.Average(),
            xx = 0,
            yy = 0,
            xy = 0;
        for (var i = 0; i < x.Length; i++)
        {
            double dx = x[i] - meanX,
                dy = y[i] - meanY;
            xx += dx * dx;
            yy += dy * dy;
            xy += dx * dy;
        }

        var constant = IsRounding(xx, meanX, x.Length) || IsRounding(yy, meanY, y.Length);
        return constant ? double.NaN : Math.Clamp(xy / Math.Sqrt(xx) / Math.Sqrt(yy), -1, 1);
    }

    private static bool IsExplained(OlsFit fit, double[] values)
    {
        var mean = values.Average();
        return fit.ResidualSquares <= 1e-12 * values.Sum(v => (v - mean) * (v - mean));
    }

    private static bool IsRounding(double squares, double mean, int n) => squares <= n * Math.Pow(1e-14 * mean, 2);
}
