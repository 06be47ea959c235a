using System.Globalization;
using System.IO.Enumeration;
using System.Text.RegularExpressions;
using CsvHelper;
using CsvHelper.Configuration;
using GanCmri.Formats.Tables;
using GanCmri.Runtime;

namespace GanCmri.Imaging.Subjects;

/// <summary>Tells which subject ids mean one person, so that no person is both trained on and held out. "A-1" and "a-01" mean the same
/// person, and so do names of one person's studies and views, such as "P1_baseline" and "P1_followup_SA"
/// (<see cref="SourceName"/>).</summary>
public sealed partial class SubjectLinks
{
    /// <summary>Name of the tables that <see cref="Below"/> reads.</summary>
    public const string TableName = "link.csv";

    // A forest: each id's parent, a person's ids under one root (union-find).
    private readonly Dictionary<string, string> _parent = new(StringComparer.Ordinal);

    // What the tables say of each id: how they spell it, and the ids on its lines.
    private readonly Dictionary<string, Told> _told = new(StringComparer.Ordinal);

    /// <summary>Reads tables with a header and two columns of ids; each line names one person twice.</summary>
    /// <exception cref="InputException">A table is missing, or a line has fewer than two ids.</exception>
    public static SubjectLinks Read(IEnumerable<string> tables)
    {
        var links = new SubjectLinks();
        foreach (var table in tables)
            links.Add(table);
        return links;
    }

    /// <summary>Reads every link.csv in a folder and below; a file has none.</summary>
    /// <exception cref="InputException">A line has fewer than two ids.</exception>
    public static SubjectLinks Below(string folder) => Read(Directory.Exists(folder) ? AllBelow(folder).Order(StringComparer.Ordinal) : []);

    /// <summary>The id that stands for the person.</summary>
    public string Person(string subject)
    {
        var id = Normal(Spelt(subject));
        while (_parent.TryGetValue(id, out var parent))
            id = parent;
        return id;
    }

    /// <summary>What the tables say of a subject; null where none names it.</summary>
    internal LinkedId? Of(string subject)
    {
        var spelt = Spelt(subject);
        var id = Normal(spelt);
        return _told.TryGetValue(id, out var told) ? new LinkedId(id, !told.Spellings.Contains(spelt), [.. told.Others]) : null;
    }

    // Linked folders are not entered: they may lead round in a circle.
    private static FileSystemEnumerable<string> AllBelow(string folder) =>
        new(folder, (ref entry) => entry.ToFullPath(), new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
        {
            ShouldIncludePredicate = (ref entry) => entry.FileName.SequenceEqual(TableName),
            ShouldRecursePredicate = (ref entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
        };

    private void Add(string table)
    {
        using var text = TableText.Open(table, "a table of two columns of ids");
        using var csv = new CsvReader(text, new CsvConfiguration(CultureInfo.InvariantCulture) { BadDataFound = null });
        csv.Read();
        while (csv.Read())
        {
            if (csv.Parser.Count < 2)
                throw new InputException(
                    $"{table}, line {csv.Parser.RawRow}",
                    "two ids",
                    $"{csv.Parser.Count} field",
                    "give both ids of the person"
                );
            var (first, second) = (csv.GetField(0)!, csv.GetField(1)!);
            if (string.IsNullOrWhiteSpace(first) || string.IsNullOrWhiteSpace(second)) // which would be one person with all such lines
                throw new InputException(
                    $"{table}, line {csv.Parser.RawRow}",
                    "two ids",
                    "an empty field",
                    "give both ids of the person, or leave the line away"
                );
            Tell(first, second);
            Tell(second, first);
            var (a, b) = (Person(first), Person(second));
            if (a != b)
                _parent[a] = b;
        }
    }

    private void Tell(string subject, string other)
    {
        var (id, linked) = (Normal(Spelt(subject)), Normal(Spelt(other)));
        if (!_told.TryGetValue(id, out var told))
            _told[id] = told = new Told([], []);
        told.Spellings.Add(Spelt(subject));
        if (linked != id)
            told.Others.Add(linked);
    }

    // Without study and view.
    private static string Spelt(string subject)
    {
        var own = subject.LastIndexOf('/') + 1; // before it stands the folder of the table or store that names the subject
        var name = SourceName.Of(subject[own..].Trim());
        return (name.Person.Length > 0 ? subject[..own] + name.Person : subject).Trim();
    }

    private static string Normal(string id) => LeadingZeros().Replace(id.ToUpperInvariant(), "");

    [GeneratedRegex(@"(?<![0-9])0+(?=[0-9])")]
    private static partial Regex LeadingZeros();

    private sealed record Told(HashSet<string> Spellings, HashSet<string> Others);
}
