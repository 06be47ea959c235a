using System.Globalization;
using CsvHelper;

namespace GanCmri.Studies.Cohorts;

/// <summary>The first rows of a cohort's table, for its report; as many whatever the cohort's size, so that memory does not grow with
/// it.</summary>
internal sealed class CohortSample
{
    private const int MostRows = 10_000;
    private readonly Dictionary<string, string[]> _columns;

    private CohortSample(Dictionary<string, string[]> columns) => _columns = columns;

    /// <summary>Rows held.</summary>
    public int Rows => _columns["subject"].Length;

    /// <summary>Reads them.</summary>
    public static CohortSample Read(string path)
    {
        using var text = new StreamReader(path);
        using var csv = new CsvReader(text, CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        var rows = new List<string[]>();
        while (rows.Count < MostRows && csv.Read())
            rows.Add([.. csv.Parser.Record!]);
        return new CohortSample(csv.HeaderRecord!.Index().ToDictionary(h => h.Item, h => rows.Select(r => r[h.Index]).ToArray()));
    }

    /// <summary>Whether there is such a column.</summary>
    public bool Has(string column) => _columns.ContainsKey(column);

    /// <summary>Cells as text.</summary>
    public string[] Texts(string column) => _columns[column];

    /// <summary>Cells as numbers; NaN where empty.</summary>
    public double[] Numbers(string column) =>
        Array.ConvertAll(_columns[column], cell => cell.Length == 0 ? double.NaN : double.Parse(cell, CultureInfo.InvariantCulture));
}
