using GanCmri.Runtime;

namespace GanCmri.Statistics.Association;

/// <summary>Some rows of a study's table, to be drawn: every row while they are few, else a random sample, the same in every
/// call.</summary>
/// <param name="Total">Rows of the table.</param>
/// <param name="Sources">Whether each row is real or synthetic; empty text where the table does not say.</param>
/// <param name="Columns">Phenotypes, exposures and covariates; not what rows are grouped by, e.g. patients.</param>
internal sealed record TableSample(long Total, IReadOnlyList<string> Sources, IReadOnlyList<SampledColumn> Columns)
{
    private const long Seed = 1;

    /// <summary>Reads the tables once.</summary>
    /// <param name="tables">The tables, one after the other.</param>
    /// <param name="options">What is studied; columns as the table spells them.</param>
    /// <param name="mostRows">Rows to keep.</param>
    /// <param name="cancel">Stops between blocks.</param>
    public static TableSample Read(
        IReadOnlyList<string> tables,
        AssociationOptions options,
        int mostRows,
        CancellationToken cancel = default
    )
    {
        using var reader = StudyColumns.Open(tables, options, StudyFormulas.Of(options, AssociationStudy.Header(tables[0])));
        var marker = RowSource.MarkerIn([.. reader.Columns.Select(c => c.Name)]);
        var place = reader.Columns.ToList().FindIndex(c => c.Name == marker);
        // Who a row is of goes into the model but not into figures.
        var whose = options
            .Grouping.Except([.. options.Outcomes, .. options.Exposures, .. options.Covariates], StringComparer.OrdinalIgnoreCase)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var split = new SourceSplit(place < 0 ? null : reader.Columns[place], place);
        var random = new RandomStream(Seed);
        var rows = new List<(string Source, double[] Values)>();
        var seen = 0L;
        foreach (var block in reader.Blocks(cancel))
        {
            var sources = new string[block.Rows];
            foreach (var mask in split.Split(block))
                for (var i = 0; i < block.Rows; i++)
                    sources[i] = mask.Rows?[i] == false ? sources[i] : mask.Source;
            for (var i = 0; i < block.Rows; i++, seen++)
            {
                var at = rows.Count < mostRows ? rows.Count : (long)(random.Uniform() * (seen + 1)); // Vitter's algorithm R
                if (at >= mostRows)
                    continue;
                (string, double[]) row = (sources[i], [.. block.Columns.Select(c => c[i])]);
                if (at == rows.Count)
                    rows.Add(row);
                else
                    rows[(int)at] = row;
            }
        }

        return new TableSample(
            seen,
            [.. rows.Select(r => r.Source)],
            [
                .. reader
                    .Columns.Index()
                    .Where(c => c.Index != place && !whose.Contains(c.Item.Name))
                    .Select(c => new SampledColumn(
                        c.Item.Name,
                        [.. rows.Select(r => r.Values[c.Index])],
                        c.Item.IsText ? [.. c.Item.Levels] : null
                    )),
            ]
        );
    }
}

/// <summary>One column of a sample.</summary>
/// <param name="Name">As in the header.</param>
/// <param name="Values">Numbers, or places in <paramref name="Levels"/>; NaN where missing.</param>
/// <param name="Levels">Words of a column of text; null for numbers.</param>
internal sealed record SampledColumn(string Name, double[] Values, IReadOnlyList<string>? Levels);
