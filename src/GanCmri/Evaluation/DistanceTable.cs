using GanCmri.Formats.Tables;
using GanCmri.Runtime;

namespace GanCmri.Evaluation;

/// <summary>Writes evaluations as CSV: comparison, measure, unit, extractor, n_a, patients_a, n_b, patients_b, value, lower, upper,
/// extrapolated, split.</summary>
internal static class DistanceTable
{
    /// <summary>Writes the rows.</summary>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void Write(string path, IEnumerable<DistanceRow> rows) => CsvFile.WriteRecords(path, rows);
}
