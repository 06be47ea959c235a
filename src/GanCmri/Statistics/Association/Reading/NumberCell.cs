using System.Globalization;

namespace GanCmri.Statistics.Association.Reading;

/// <summary>Numbers with a decimal point.</summary>
internal static class NumberCell
{
    /// <summary>Reads a finite number.</summary>
    public static bool TryParse(ReadOnlySpan<char> cell, out double value) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    /// <summary>Whether a cell begins as a number does; cheap.</summary>
    public static bool MayBe(ReadOnlySpan<char> cell) => cell is [(>= '0' and <= '9') or '+' or '-' or '.', ..];
}
