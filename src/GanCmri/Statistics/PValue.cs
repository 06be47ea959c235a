using System.Globalization;

namespace GanCmri.Statistics;

/// <summary>A probability kept as its natural logarithm, so that 1e-745 is as exact as 0.05.</summary>
public readonly record struct PValue
{
    private PValue(double ln) => Ln = ln;

    /// <summary>Natural logarithm, at most 0; NaN when there is no test.</summary>
    public double Ln { get; }

    /// <summary>The probability in [0, 1]; 0 where a double underflows (below 4.9e-324).</summary>
    public double Value => Math.Exp(Ln);

    /// <summary>Decimal logarithm, exact also where <see cref="Value"/> is 0.</summary>
    public double Log10 => Ln / Math.Log(10);

    /// <summary>No test was possible.</summary>
    public static PValue None => new(double.NaN);

    /// <summary>From a natural logarithm; rounding above 0 is cut off.</summary>
    public static PValue FromLn(double ln) => new(Math.Min(ln, 0));

    /// <summary>From a probability in [0, 1].</summary>
    public static PValue From(double p) => FromLn(Math.Log(p));

    /// <summary>Shortest exact text, e.g. "0.03" or, where a double underflows, "1.806436E-745".</summary>
    public override string ToString()
    {
        if (!(Log10 < -300) || double.IsInfinity(Ln))
            return Value.ToString("R", CultureInfo.InvariantCulture);
        var exponent = Math.Floor(Log10);
        var mantissa = Math.Pow(10, Log10 - exponent).ToString("0.######", CultureInfo.InvariantCulture);
        return $"{mantissa}E{exponent.ToString(CultureInfo.InvariantCulture)}";
    }
}
