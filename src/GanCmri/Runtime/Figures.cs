using System.Globalization;

namespace GanCmri.Runtime;

/// <summary>Numbers as readers of medical papers expect them: three digits, intervals beside estimates, no false precision.</summary>
public static class Figures
{
    /// <summary>Three significant digits, a true minus sign, "–" where there is no value.</summary>
    public static string Short(double value)
    {
        if (!double.IsFinite(value))
            return "–";
        if (value == 0)
            return "0";
        var decimals = Math.Clamp(2 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 6);
        return value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture).Replace('-', '−');
    }

    /// <summary>A change: as <see cref="Short"/>, with its sign.</summary>
    public static string Signed(double value) =>
        Math.Abs(value) < 5e-7 ? "0"
        : value > 0 ? "+" + Short(value)
        : Short(value);

    /// <summary>A step of c: as few decimals as it has.</summary>
    public static string Step(double value) => value.ToString("0.##", CultureInfo.InvariantCulture).Replace('-', '−');

    /// <summary>Correlations: two decimals, but as many as tell the value from ±1.</summary>
    public static string Correlation(double r)
    {
        if (!double.IsFinite(r))
            return "–";
        var decimals = Math.Abs(r) switch
        {
            < .995 or 1 => 2,
            < .9995 => 3,
            _ => 4,
        };
        return r.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture).Replace('-', '−');
    }

    /// <summary>"95 % CI 0.97 to 0.99", or that there are too few for one: it has no limits, or is wider than makes sense.</summary>
    /// <param name="lower">Lower limit; NaN: none.</param>
    /// <param name="upper">Upper limit.</param>
    /// <param name="number">Writes a limit.</param>
    /// <param name="widest">Widest interval that says something.</param>
    internal static string Interval(double lower, double upper, Func<double, string> number, double widest = double.PositiveInfinity) =>
        upper - lower <= widest ? $"95 % CI {number(lower)} to {number(upper)}" : "n too small for an interval";

    /// <summary>A p value from its decimal logarithm: exact also where a double would be zero, e.g. "7.8 × 10⁻³⁵".</summary>
    public static string P(double log10P)
    {
        if (!double.IsFinite(log10P))
            return "–";
        if (log10P >= -4)
            return Math.Pow(10, log10P).ToString("0.####", CultureInfo.InvariantCulture);
        var exponent = (int)Math.Floor(log10P);
        var mantissa = Math.Round(Math.Pow(10, log10P - exponent), 1);
        if (mantissa >= 10)
            (mantissa, exponent) = (1, exponent + 1);
        return $"{mantissa.ToString("0.0", CultureInfo.InvariantCulture)} × 10{Superscript(exponent)}";
    }

    /// <summary>A share with its counts, e.g. "38 of 40 (95 %)".</summary>
    public static string Share(int part, int whole) =>
        whole == 0 ? "0 of 0" : $"{part} of {whole} ({(100.0 * part / whole).ToString("0.#", CultureInfo.InvariantCulture)} %)";

    /// <summary>A share as a percentage without decimals.</summary>
    public static string Percent(double share) =>
        double.IsFinite(share) ? (100 * share).ToString("0", CultureInfo.InvariantCulture) + " %" : "–";

    private static string Superscript(int n) =>
        string.Concat(n.ToString(CultureInfo.InvariantCulture).Select(c => c == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹"[c - '0']));
}
