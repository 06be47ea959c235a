using System.Globalization;
using GanCmri.Statistics.Association.Reading;

namespace GanCmri.Statistics.Association;

/// <summary>The column that says of whom a row is, by the names people give it.</summary>
internal static class SubjectColumn
{
    private const long MostRows = 200_000; // a table of visits or frames shows it long before

    private static readonly string[] Names =
    [
        "subject",
        "subjectid",
        "patient",
        "patientid",
        "participant",
        "participantid",
        "person",
        "personid",
        "eid",
        "iid",
        "pid",
        "id",
    ];

    /// <summary>Whether a column's name is one of these, in any spelling: Subject_ID, "patient id".</summary>
    public static bool IsName(string name) => Rank(name) >= 0;

    /// <summary>Says that a table has several rows of one subject, where a study takes all rows for independent.</summary>
    /// <param name="tables">The tables, one after the other.</param>
    /// <param name="options">The study; columns as the table spells them.</param>
    /// <param name="cancel">Stops between blocks.</param>
    /// <returns>A sentence; null where no subject has two rows, no column names subjects, or rows are grouped.</returns>
    public static string? Repeats(IReadOnlyList<string> tables, AssociationOptions options, CancellationToken cancel = default)
    {
        string[] studied = [.. options.Outcomes, .. options.Exposures, .. options.Covariates];
        var header = AssociationStudy.Header(tables[0]);
        var column = header
            .Where(c => IsName(c) && !studied.Contains(c, StringComparer.OrdinalIgnoreCase))
            .Where(c => header.Count(h => h.Equals(c, StringComparison.OrdinalIgnoreCase)) == 1)
            .MinBy(Rank);
        if (column is null || options.Grouping.Any())
            return null;
        using var reader = TableReader.Open(
            TablePaths.Of(tables),
            _ => [column],
            _ => ColumnKind.Text,
            new MissingMarks(options.Missing, [])
        );
        var rows = 0L;
        foreach (var block in reader.Blocks(cancel))
        {
            rows += block.Columns[0].Take(block.Rows).Count(double.IsFinite);
            if (rows > MostRows)
                break;
        }

        var subjects = reader.Columns[0].Levels.Count;
        return rows > subjects
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{column}: {(rows > MostRows ? "the first " : "")}{rows} rows are of {subjects} subjects and were taken for independent, "
                    + $"so that intervals and p are too small; give --cluster {column}, or one row a subject"
            )
            : null;
    }

    private static int Rank(string name) => Array.IndexOf(Names, string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant());
}
