using System.Globalization;

namespace GanCmri.Formats.Tables;

/// <summary>Measured numbers as tables for people have them.</summary>
internal static class ShortNumber
{
    /// <summary>The number that <see cref="Text"/> tells.</summary>
    public static double Of(double value) => double.IsFinite(value) ? double.Parse(Text(value), CultureInfo.InvariantCulture) : double.NaN;

    /// <summary>Up to four decimals, with a point; "" where it is not finite, which stands for missing.</summary>
    public static string Text(double value) => double.IsFinite(value) ? value.ToString("0.####", CultureInfo.InvariantCulture) : "";
}
