using System.Globalization;
using CsvHelper;
using GanCmri.Runtime;

namespace GanCmri.Evaluation;

/// <summary>Writes evaluations as CSV: comparison, measure, unit, extractor, n_a, patients_a, n_b, patients_b, value, lower, upper,
/// extrapolated, split.</summary>
public static class DistanceTable
{
    /// <summary>Writes the rows.</summary>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void Write(string path, IEnumerable<DistanceRow> rows) => AtomicFile.Write(path, stream =>
    {
        using var text = new StreamWriter(stream, leaveOpen: true);
        using var csv = new CsvWriter(text, CultureInfo.InvariantCulture);
        csv.WriteRecords(rows);
    });
}
