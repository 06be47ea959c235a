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

    /// <summary>Reads tables with a header and two columns of ids; each line names one person twice.</summary>
    /// <exception cref="InputException">A table is missing, or a line has fewer than two fields.</exception>
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
        var own = subject.LastIndexOf('/') + 1; // before it stands the folder of the table or store that names the subject
        var name = SourceName.Of(subject[own..].Trim());
        var id = Normal(name.Person.Length > 0 ? subject[..own] + name.Person : subject);
        while (_parent.TryGetValue(id, out var parent))
            id = parent;
        return id;
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
            var (a, b) = (Person(csv.GetField(0)!), Person(csv.GetField(1)!));
            if (a != b)
                _parent[a] = b;
        }
    }

    private static string Normal(string id) => LeadingZeros().Replace(id.Trim().ToUpperInvariant(), "");

    [GeneratedRegex(@"(?<![0-9])0+(?=[0-9])")]
    private static partial Regex LeadingZeros();
}
