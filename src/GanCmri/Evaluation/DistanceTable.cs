using System.Globalization;
using GanCmri.Formats.Tables;
using GanCmri.Runtime;

namespace GanCmri.Evaluation;

/// <summary>Writes evaluations as CSV or Parquet: comparison, measure, unit, extractor, n_a, patients_a, n_b, patients_b, value, lower,
/// upper, extrapolated, split.</summary>
internal static class DistanceTable
{
    /// <summary>Writes the rows.</summary>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void Write(string path, IEnumerable<DistanceRow> rows) =>
        new TableWriter<DistanceRow>()
            .Text("comparison", r => r.Comparison)
            .Text("measure", r => r.Measure)
            .Text("unit", r => r.Unit)
            .Text("extractor", r => r.Extractor)
            .Count("n_a", r => r.CountA)
            .Count("patients_a", r => r.PatientsA)
            .Count("n_b", r => r.CountB)
            .Count("patients_b", r => r.PatientsB)
            .Number("value", r => r.Value, r => Full(r.Value))
            .Number("lower", r => r.Lower, r => Full(r.Lower))
            .Number("upper", r => r.Upper, r => Full(r.Upper))
            .Number("extrapolated", r => r.Extrapolated, r => Full(r.Extrapolated))
            .Text("split", r => r.Split)
            .Save(path, rows);

    private static string Full(double value) => value.ToString(CultureInfo.InvariantCulture);
}
