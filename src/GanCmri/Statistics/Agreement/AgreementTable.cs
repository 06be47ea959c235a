using System.Globalization;
using GanCmri.Runtime;
using GanCmri.Statistics.Association.Reading;

namespace GanCmri.Statistics.Agreement;

/// <summary>Measurers of one quantity compared: all pairs, and all together.</summary>
/// <param name="Columns">Values by measurer, NaN where missing.</param>
/// <param name="Rows">Pairs, then (of more than two) all.</param>
internal sealed record AgreementTable(IReadOnlyList<IReadOnlyList<double>> Columns, IReadOnlyList<AgreementRow> Rows)
{
    /// <summary>Compares columns of a table.</summary>
    /// <param name="path">CSV, Parquet or Excel, with a header, one row a subject.</param>
    /// <param name="names">Two columns of numbers or more.</param>
    /// <param name="with">Another quantity, whose correlation with this one is corrected for the measurers' errors; null for none.</param>
    /// <param name="cluster">Column of what belongs together, for the bootstrap of that correlation; null for none.</param>
    /// <param name="level">Confidence level.</param>
    /// <exception cref="InputException">A column is missing or not of numbers, or there are too few rows.</exception>
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
        var rows = TableCells.Read(path, [.. names, .. extra]).Rows;
        double[] Numbers(string name) => [.. rows.Select(r => Number(name, r[name]))];
        double[][] columns = [.. names.Select(Numbers)];
        int[]? clusters = null;
        if (cluster is not null)
        {
            if (rows.Any(r => r[cluster].Length == 0))
                throw new InputException($"column '{cluster}'", "a value in every row", "an empty cell", "fill it, or leave --cluster out");
            var codes = new Dictionary<string, int>();
            clusters = [.. rows.Select(r => codes.TryGetValue(r[cluster], out var code) ? code : codes[r[cluster]] = codes.Count)];
        }

        var other = with is null ? null : Numbers(with);
        AgreementRow Row(int[] places)
        {
            double[][] of = [.. places.Select(p => columns[p])];
            if (Enumerable.Range(0, rows.Count).Count(i => Array.TrueForAll(of, c => double.IsFinite(c[i]))) < 4)
                throw new InputException(
                    $"columns {string.Join(", ", places.Select(p => names[p]))}",
                    "four rows or more with all of them",
                    "fewer",
                    "name columns of the same subjects"
                );
            return new AgreementRow([.. places.Select(p => names[p])], Reliability.Of(of, level))
            {
                Differences = places.Length == 2 ? BlandAltman.Of(of[1], of[0]) : null,
                R = places.Length == 2 ? Correlation.Pearson(of[0], of[1], level) : null,
                Corrected = other is null ? null : CorrectedCorrelation.Of(of, [other], new BootstrapOptions { Level = level }, clusters),
            };
        }

        int[][] pairs =
        [
            .. Enumerable
                .Range(0, columns.Length)
                .SelectMany(i => Enumerable.Range(i + 1, columns.Length - i - 1).Select(j => new[] { i, j })),
        ];
        return new AgreementTable(
            columns,
            [.. pairs.Select(Row), .. columns.Length > 2 ? new[] { Row([.. Enumerable.Range(0, columns.Length)]) } : []]
        );
    }

    private static double Number(string column, string cell) =>
        cell.Length == 0 ? double.NaN
        : double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var v) && double.IsFinite(v) ? v
        : throw new InputException(
            $"column '{column}'",
            "numbers with a decimal point, NA or nothing",
            NumberLook.Shown(cell),
            "correct it"
        );
}

/// <summary>Some measurers of one quantity.</summary>
/// <param name="Names">Their columns.</param>
/// <param name="Reliability">Intraclass correlations.</param>
internal sealed record AgreementRow(IReadOnlyList<string> Names, Reliability Reliability)
{
    /// <summary>Second less first; null for more than two.</summary>
    public BlandAltman? Differences { get; init; }

    /// <summary>Pearson's r of two; null for more.</summary>
    public CorrelationResult? R { get; init; }

    /// <summary>Correlation with another quantity without the measurers' errors; null where not asked for.</summary>
    public CorrectedCorrelation? Corrected { get; init; }
}
