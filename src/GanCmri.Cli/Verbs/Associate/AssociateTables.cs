using System.CommandLine;
using GanCmri.Runtime;
using GanCmri.Shards;
using GanCmri.Statistics.Association;
using GanCmri.Statistics.Association.Reading;

namespace GanCmri.Cli.Verbs.Associate;

/// <summary>The tables of a study, and the one joined to them.</summary>
internal sealed class AssociateTables
{
    private readonly Option<string?> _join = new("--join")
    {
        Description =
            "A second table (CSV, Parquet, Excel) with one row for each id, e.g. of a clinic: its columns are added to TABLE's rows of "
            + "the same id.",
    };

    private readonly Option<string?> _on = new("--on")
    {
        Description = "The ids of --join: subject=id (TABLE's column, the second's), or one name for both.",
    };

    /// <summary>TABLE.</summary>
    public Argument<string[]> Table { get; } =
        new("TABLE")
        {
            Arity = ArgumentArity.OneOrMore,
            Description =
                "One table, several with the same columns, a folder of them, or a run's OUTPUT.shards, which need not be gathered. CSV "
                + "with a header (comma, semicolon, tab, bar or space), also .gz; decimal points; or Parquet, or Excel (.xlsx, first "
                + "sheet). Empty cells, NA, N/A, #N/A, <NA>, NaN, null, None, ?, ., - and the like are missing.",
        };

    /// <summary>The options, in the order of the help page.</summary>
    public IEnumerable<Option> All => [_join, _on];

    /// <summary>The files that were given.</summary>
    /// <exception cref="InputException">There is none.</exception>
    public IReadOnlyList<string> Given(ParseResult parsed) => TablePaths.Of(parsed.GetValue(Table)!.SelectMany(ShardSet.TablesOf));

    /// <summary>What is read besides them; null where nothing is.</summary>
    public IEnumerable<string?> Others(ParseResult parsed) => [parsed.GetValue(_join)];

    /// <summary>The tables as files with digests, for the record of the run.</summary>
    public FileDigest[] Digests(ParseResult parsed) =>
        [
            .. Given(parsed).Select(t => FileDigest.Of(t)),
            .. parsed.GetValue(_join) is { } second ? [FileDigest.Of(second)] : Array.Empty<FileDigest>(),
        ];

    /// <summary>Options of the record beside those of the study.</summary>
    public IEnumerable<(string Name, object? Value)> Told(ParseResult parsed) => [("On", parsed.GetValue(_on))];

    /// <summary>The table and its --join as one; null without --join.</summary>
    /// <exception cref="InputException">One of --join and --on is missing, or there are several tables to join to.</exception>
    public JoinedTable? Joined(ParseResult parsed)
    {
        if (parsed.GetValue(_join) is null != parsed.GetValue(_on) is null)
            throw new InputException("--join and --on", "both", "one", "give e.g. --join clinic.csv --on subject=id");
        if (parsed.GetValue(_join) is not { } other)
            return null;
        var given = Given(parsed);
        return given.Count == 1
            ? new JoinedTable(given[0], other, parsed.GetValue(_on)!)
            : throw new InputException("--join", "one table to join to", $"{given.Count}", "join each by itself");
    }
}
