using GanCmri.Runtime;
using GanCmri.Statistics.Association;

namespace GanCmri.Statistics.Cohorts;

/// <summary>Rows of a table to be matched by whose they are: a set must hold nobody twice.</summary>
/// <param name="Column">The column that names people.</param>
/// <param name="Rows">Rows with a name.</param>
/// <param name="People">People who have one row or more.</param>
/// <param name="Repeated">People with several rows.</param>
/// <param name="Together">Of them those of whom a set may hold two rows: they differ in no column matched exactly.</param>
/// <param name="Alike">People whose names differ from another's in capitals only.</param>
internal sealed record SubjectRows(string Column, int Rows, int People, int Repeated, int Together, int Alike)
{
    /// <summary>Counts the rows of each person.</summary>
    /// <param name="header">The table's columns.</param>
    /// <param name="rows">The rows that take part.</param>
    /// <param name="options">What is matched on.</param>
    /// <returns>Null where no column names people.</returns>
    public static SubjectRows? Of(
        IReadOnlyList<string> header,
        IReadOnlyList<IReadOnlyDictionary<string, string>> rows,
        MatchOptions options
    )
    {
        string[] studied = [options.CaseColumn, .. options.On.Select(c => c.Column)];
        if (SubjectColumn.In(header, studied) is not { } column || studied.Contains(column))
            return null;
        string[] exact = [.. options.On.Where(c => c.Caliper is null).Select(c => c.Column)];
        var people = rows.Where(r => r[column].Length > 0).GroupBy(r => r[column]).ToArray();
        return new SubjectRows(
            column,
            people.Sum(p => p.Count()),
            people.Length,
            people.Count(p => p.Skip(1).Any()),
            people.Count(p => p.GroupBy(r => string.Join('\n', exact.Select(c => r[c].ToUpperInvariant()))).Any(g => g.Skip(1).Any())),
            people.GroupBy(p => p.Key, StringComparer.OrdinalIgnoreCase).Where(g => g.Skip(1).Any()).Sum(g => g.Count())
        );
    }

    /// <summary>Says that the sets are not independent, and whose names may be misspelt; none where everybody has one row and names are
    /// unlike.</summary>
    public IEnumerable<string> Notes()
    {
        if (Repeated > 0)
            yield return $"{Column}: {Rows} rows are of {People} people, so that sets may share people; analyse them with --cluster "
                + ShellWords.Quote(Column);
        if (Alike > 0)
            yield return $"{Column}: {Alike} of {People} names differ from another in capitals only, and count as people of their own; "
                + "spell them alike if they are one person's, who could be their own control";
    }

    /// <summary>Checks that no set can hold a person twice, as control of themselves or as two controls.</summary>
    /// <param name="table">The table's name.</param>
    /// <exception cref="InputException">One can.</exception>
    public void RequireApart(string table)
    {
        if (Together > 0)
            throw new InputException(
                $"{table}, column '{Column}'",
                "one row a person",
                $"{Together} of {People} people in several rows",
                "keep one row each, or match also on the column that tells their rows apart (e.g. --on age:5,visit)"
            );
    }
}
