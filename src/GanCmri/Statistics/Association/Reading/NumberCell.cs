using System.Globalization;

namespace GanCmri.Statistics.Association.Reading;

/// <summary>Numbers with a decimal point.</summary>
internal static class NumberCell
{
    // The square of more is no double any more.
    private const double Most = 1e150;

    /// <summary>Whether a number can be one: finite, and no larger than its square lets it be.</summary>
    public static bool IsNumber(double value) => Math.Abs(value) <= Most;

    /// <summary>Reads a number of at most 1e150.</summary>
    public static bool TryParse(ReadOnlySpan<char> cell, out double value) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && IsNumber(value);

    /// <summary>Whether a cell begins as a number does; cheap.</summary>
    public static bool MayBe(ReadOnlySpan<char> cell) => cell is [(>= '0' and <= '9') or '+' or '-' or '.', ..];
}
