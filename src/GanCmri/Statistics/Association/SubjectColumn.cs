using System.Globalization;
using GanCmri.Runtime;
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

    /// <summary>The column that names subjects, rather one that is not studied; null where none does, or its name occurs twice.</summary>
    /// <param name="header">Names of a table's columns.</param>
    /// <param name="studied">Columns that are studied themselves.</param>
    public static string? In(IReadOnlyList<string> header, IEnumerable<string> studied)
    {
        var taken = studied.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return header
            .Where(IsName)
            .Where(c => header.Count(h => h.Equals(c, StringComparison.OrdinalIgnoreCase)) == 1)
            .OrderBy(taken.Contains)
            .ThenBy(Rank)
            .FirstOrDefault();
    }

    /// <summary>The sentence that says so.</summary>
    /// <param name="column">The column of subjects.</param>
    /// <param name="counted">How many rows are of how many subjects.</param>
    /// <param name="harm">What is wrong with the results.</param>
    public static string Warning(string column, string counted, string harm) =>
        $"{column}: {counted} and were taken for independent, so that {harm}; say that rows of one {column} belong together "
        + $"(--cluster {ShellWords.Quote(column)}), or give one row a subject";

    /// <summary>A study with the note that several analysed rows are of one subject, if they are.</summary>
    public static AssociationTable Noted(
        AssociationTable study,
        IReadOnlyList<string> tables,
        AssociationOptions options,
        CancellationToken cancel
    ) => Repeats(tables, options, cancel) is { } repeats ? study with { Notes = [.. study.Notes, repeats], Repeats = repeats } : study;

    /// <summary>Says that several analysed rows are of one subject, where a study takes all rows for independent; real and synthetic ones
    /// apart.</summary>
    /// <param name="tables">The tables, one after the other.</param>
    /// <param name="options">The study; columns as the table spells them.</param>
    /// <param name="cancel">Stops between blocks.</param>
    /// <returns>A sentence; null where no subject has two rows, no column names subjects, or rows are grouped.</returns>
    public static string? Repeats(IReadOnlyList<string> tables, AssociationOptions options, CancellationToken cancel = default)
    {
        if (options.Grouping.Any())
            return null;
        var header = AssociationStudy.Header(tables[0]);
        var studied = StudyFormulas.Of(options, header).Columns.ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (In([.. header.Where(c => !options.Outcomes.Contains(c, StringComparer.OrdinalIgnoreCase))], studied) is not { } column)
            return null;
        var met = Analysed(tables, options, column, cancel);
        var rows = met.Values.Sum(s => s.Rows);
        string[] repeated =
        [
            .. met.Where(s => s.Value.Rows > s.Value.Subjects.Count)
                .Select(s =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{s.Value.Rows} {(s.Key.Length > 0 ? s.Key + " " : "")}rows are of {s.Value.Subjects.Count} subjects"
                    )
                ),
        ];
        return repeated.Length > 0
            ? Warning(column, (rows > MostRows ? "of the first rows " : "") + string.Join(", ", repeated), "intervals and p are too small")
                + (studied.Contains(column) ? $"; what {column} does as exposure or covariate cannot be told apart from the person" : "")
            : null;
    }

    // The rows with a subject that at least one model of a source takes.
    private static SortedDictionary<string, Seen> Analysed(
        IReadOnlyList<string> tables,
        AssociationOptions options,
        string column,
        CancellationToken cancel
    )
    {
        var formulas = StudyFormulas.Of(options, AssociationStudy.Header(tables[0]));
        using var reader = StudyColumns.Open(TablePaths.Of(tables), options, formulas, column);
        var study = StudyColumns.In(reader.Columns, options, formulas);
        var place = reader.Columns.Index().First(c => c.Item.Name == column).Index;
        var split = AssociationStudy.Sources(study);
        var met = new SortedDictionary<string, Seen>(StringComparer.Ordinal);
        foreach (var block in reader.Blocks(cancel))
        {
            var models = Needed(study, options);
            foreach (var mask in split.Split(block))
            {
                if (!met.TryGetValue(mask.Source, out var seen))
                    met[mask.Source] = seen = new Seen();
                for (var i = 0; i < block.Rows; i++)
                    if (mask.Rows?[i] != false && block.Columns[place][i] is var who && double.IsFinite(who) && IsTaken(block, i))
                        seen.Add(who);
            }

            if (met.Values.Sum(s => s.Rows) > MostRows)
                break;

            bool IsTaken(TableBlock rows, int i) =>
                models.Exists(m => Array.TrueForAll(m, c => !double.IsNaN(rows.Columns[c][i])))
                && (study.Numbers.Weights is not { } w || rows.Columns[w][i] > 0);
        }

        return met;
    }

    // Of each model the columns that a row must have; imputed ones need not be there.
    private static List<int[]> Needed(StudyColumns study, AssociationOptions options) =>
        [
            .. from outcome in study.Outcomes
            from exposure in study.Exposures
            where study.Objection(outcome, exposure, options.Family) is null
            let model = new DesignColumns(study.Table, outcome, exposure.Reported, exposure.HeldWith(study.Covariates))
            select (int[])[.. options.Imputations > 0 ? [outcome] : model.Needed, .. study.OfRows],
        ];

    private sealed class Seen
    {
        public long Rows { get; private set; }

        public HashSet<double> Subjects { get; } = [];

        public void Add(double subject)
        {
            Rows++;
            Subjects.Add(subject);
        }
    }

    private static int Rank(string name) => Array.IndexOf(Names, string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant());
}
