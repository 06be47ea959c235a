using nietras.SeparatedValues;

namespace GanCmri.Statistics.Association.Reading;

/// <summary>Records of CSV text, by Sep.</summary>
internal static class SepRecords
{
    /// <summary>Opens text without believing anything about it.</summary>
    public static SepReader Open(TextReader text, char delimiter) =>
        Sep.New(delimiter)
            .Reader(o =>
                o with
                {
                    HasHeader = false,
                    Unescape = true,
                    DisableColCountCheck = true,
                    CultureInfo = System.Globalization.CultureInfo.InvariantCulture,
                }
            )
            .From(text);

    /// <summary>The header and up to so many rows; empty lines left out.</summary>
    public static IReadOnlyList<string[]> Of(string text, char delimiter, int most)
    {
        var records = new List<string[]>();
        using var reader = Open(new StringReader(text), delimiter);
        foreach (var row in reader)
        {
            var cells = new string[row.ColCount];
            for (var i = 0; i < cells.Length; i++)
                cells[i] = row[i].ToString();
            if (cells.Length > 1 || !string.IsNullOrWhiteSpace(cells[0]))
                records.Add(cells);
            if (records.Count > most)
                break;
        }

        return records;
    }
}
