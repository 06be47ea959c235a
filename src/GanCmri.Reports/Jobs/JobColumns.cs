using GanCmri.Phenotypes;
using GanCmri.Runtime;
using GanCmri.Studies;
using GanCmri.Studies.Guidance;

namespace GanCmri.Reports.Jobs;

/// <summary>The header of a jobs file: which column stands where. A phenotype's column may have any spelling of its name.</summary>
internal sealed class JobColumns
{
    public const string Id = "id",
        Cine = CinePlace.Column,
        Slice = "slice",
        Seed = "seed",
        Trajectory = "trajectory",
        Frames = "frames",
        Outputs = "outputs";

    /// <summary>The word for a real cine's own motion, which is no trajectory.</summary>
    public const string OwnMotion = "own";

    private static readonly string[] Known =
    [
        Id,
        Cine,
        Slice,
        Seed,
        .. SteeredPhenotype.All.Select(p => p.Phenotype.Name),
        Trajectory,
        Frames,
        Outputs,
    ];
    private readonly string[] _header,
        _names;

    /// <exception cref="InputException">A column is missing, unknown or there twice.</exception>
    public JobColumns(string file, string[] header)
    {
        _header = [.. header.Select(n => n.Trim())];
        _names = [.. _header.Select(n => PhenotypeNames.Find(n)?.Name ?? n)];
        var all = string.Join(", ", Known);
        if (header is [var only] && only.Split([';', '\t']) is { Length: > 1 })
            throw new InputException(
                $"{file}, line 1",
                "columns with commas between them",
                "other marks between them",
                "save it with commas"
            );
        // Not by its text: where the header is missing, that is a row's, perhaps a patient's name.
        if (Array.FindIndex(_names, n => !Known.Contains(n)) is >= 0 and var other)
            throw new InputException(
                $"{file}, line 1",
                $"only the columns {all}",
                $"another in place {other + 1}",
                "correct its name or remove it"
            );
        if (_names.GroupBy(n => n).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new InputException($"{file}, line 1", "every column once", $"'{twice.Key}' {twice.Count()} times", "remove the others");
        if (!_names.Contains(Cine) && !_names.Contains(Seed))
            throw new InputException($"{file}, line 1", $"a column '{Cine}' or '{Seed}'", "neither", $"add one (all columns: {all})");
    }

    public int Count => _names.Length;

    /// <summary>A column as the file spells it.</summary>
    public string Header(string column) => _header[Array.IndexOf(_names, column)];

    /// <summary>A trimmed cell; empty where there is no such column.</summary>
    public string Cell(string[] row, string column) => Array.IndexOf(_names, column) is >= 0 and var i ? row[i].Trim() : "";
}
