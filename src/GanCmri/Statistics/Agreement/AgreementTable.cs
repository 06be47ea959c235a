using GanCmri.Runtime;
using GanCmri.Statistics.Association;
using GanCmri.Statistics.Association.Reading;

namespace GanCmri.Statistics.Agreement;

/// <summary>Measurers of one quantity compared: all pairs, and all together.</summary>
/// <param name="Columns">Values by measurer, NaN where missing.</param>
/// <param name="Rows">Pairs, then (of more than two) all.</param>
internal sealed record AgreementTable(IReadOnlyList<IReadOnlyList<double>> Columns, IReadOnlyList<AgreementRow> Rows)
{
    /// <summary>Says that several rows are of one subject, though no cluster was given; null where none are.</summary>
    public string? Note { get; init; }

    /// <summary>Compares columns of a table.</summary>
    /// <param name="path">CSV, Parquet or Excel, with a header, one row a subject.</param>
    /// <param name="names">Two columns of numbers or more.</param>
    /// <param name="with">Another quantity, whose correlation with this one is corrected for the measurers' errors; null for none.</param>
    /// <param name="cluster">Column of what belongs together: all intervals are those of a bootstrap of clusters; null: rows are
    /// independent.</param>
    /// <param name="level">Confidence level.</param>
    /// <exception cref="InputException">A column is missing or not of numbers, or there are too few rows or
    /// clusters.</exception>
    public static AgreementTable Of(string path, IReadOnlyList<string> names, string? with, string? cluster, double level)
    {
        if (names.Distinct().Count() < 2)
            throw new InputException(
                "columns",
                "two different columns or more",
                $"{names.Distinct().Count()}",
                "name the measurers' columns"
            );
        string[] extra = [.. new[] { with, cluster }.OfType<string>()];
        var table = TableCells.Read(path, [.. names, .. extra]);
        double[][] columns = [.. names.Select(table.Numbers)];
        var other = with is null ? null : table.Numbers(with);
        var clusters = cluster is null ? null : Clusters(table, cluster);
        AgreementRow Row(int[] places) =>
            AgreementRow.Of([.. places.Select(p => names[p])], [.. places.Select(p => columns[p])], other, clusters, level);

        int[][] pairs =
        [
            .. Enumerable
                .Range(0, columns.Length)
                .SelectMany(i => Enumerable.Range(i + 1, columns.Length - i - 1).Select(j => new[] { i, j })),
        ];
        return new AgreementTable(
            columns,
            [.. pairs.Select(Row), .. columns.Length > 2 ? new[] { Row([.. Enumerable.Range(0, columns.Length)]) } : []]
        )
        {
            Note = cluster is null ? Repeated(table, [.. names, .. extra], columns) : null,
        };
    }

    private static int[] Clusters(TableCells table, string cluster)
    {
        if (table.Rows.Any(r => r[cluster].Length == 0))
            throw new InputException($"column '{cluster}'", "a value in every row", "an empty cell", "fill it, or leave --cluster out");
        var codes = new Dictionary<string, int>();
        return [.. table.Rows.Select(r => codes.TryGetValue(r[cluster], out var code) ? code : codes[r[cluster]] = codes.Count)];
    }

    // Rows that at least two measurers have a value of.
    private static string? Repeated(TableCells table, IEnumerable<string> studied, double[][] columns)
    {
        if (SubjectColumn.In(table.Header, studied) is not { } column)
            return null;
        string[] met =
        [
            .. table.Rows.Select(r => r[column]).Where((who, i) => who.Length > 0 && columns.Count(c => double.IsFinite(c[i])) > 1),
        ];
        var subjects = met.Distinct().Count();
        return subjects < met.Length
            ? SubjectColumn.Warning(column, $"{met.Length} rows are of {subjects} subjects", "intervals are too narrow")
            : null;
    }
}
