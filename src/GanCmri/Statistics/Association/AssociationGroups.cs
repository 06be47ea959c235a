using GanCmri.Runtime;
using GanCmri.Statistics.Association.Reading;

namespace GanCmri.Statistics.Association;

/// <summary>Groups of phenotypes or exposures, e.g. organ systems of phecodes: a table with a header, a name and its group a row.</summary>
public sealed class AssociationGroups
{
    private readonly Dictionary<string, string> _groups = new(StringComparer.OrdinalIgnoreCase);

    private AssociationGroups(TableCells table)
    {
        var path = table.File;
        if (table.Header.Count < 2)
            throw new InputException(path, "two columns, names and their groups", $"{table.Header.Count}", "write e.g. phenotype,group");
        foreach (var row in table.Rows)
        {
            var (name, group) = (row[table.Header[0]], row[table.Header[1]]);
            if (name.Length == 0 || group.Length == 0)
                continue;
            if (!_groups.TryAdd(name, group) && _groups[name] != group)
                throw new InputException(path, "one group of each name", $"two of '{name}'", "correct it");
        }

        if (_groups.Count == 0)
            throw new InputException(
                path,
                "rows of a name and its group, below a header",
                "none",
                "write e.g. phenotype,group and below it lv_area_mm2,left ventricle"
            );
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">CSV, Parquet or Excel: a header, then a phenotype's or exposure's name and its group.</param>
    /// <exception cref="InputException">It cannot be read, is empty, or names two groups of one name.</exception>
    public static AssociationGroups Read(string path) => new(TableCells.Read(path));

    /// <summary>The group of a test: its phenotype's, else its exposure's, else that of the exposure's column.</summary>
    public string Of(AssociationRow row) =>
        _groups.GetValueOrDefault(row.Phenotype)
        ?? _groups.GetValueOrDefault(row.Exposure)
        ?? _groups.GetValueOrDefault(row.Exposure.Split(' ', ':')[0])
        ?? "";

    /// <summary>A table whose rows know their groups.</summary>
    /// <exception cref="InputException">No row has one: the names are others than the table's.</exception>
    public AssociationTable Add(AssociationTable table)
    {
        AssociationRow[] rows = [.. table.Rows.Select(r => r with { Group = Of(r) })];
        if (Array.TrueForAll(rows, r => r.Group.Length == 0))
            throw new InputException(
                "groups",
                "names of phenotypes or exposures of this study",
                $"none, but e.g. '{_groups.Keys.First()}'",
                "correct the names"
            );
        var without = rows.Where(r => r.Group.Length == 0).Select(r => r.Phenotype).Distinct().Count();
        return table with { Rows = rows, Notes = without == 0 ? table.Notes : [.. table.Notes, $"{without} phenotypes are in no group"] };
    }
}
