using GanCmri.Statistics.Association.Reading;

namespace GanCmri.Statistics.Association;

/// <summary>One column of a model: a number column of the table, or the indicator of one level of a text column.</summary>
/// <param name="Table">Place of the table's column.</param>
/// <param name="Level">Code of the level; -1 for numbers.</param>
internal readonly record struct DesignColumn(int Table, int Level);

/// <summary>
/// The columns of one model, response first, then exposure and covariates. All levels of a text column get an indicator, also those
/// met late; the reference level, the first in alphabetical order that the model's rows have, is left out only when the model is solved.
/// </summary>
internal sealed class DesignColumns(IReadOnlyList<TableColumn> table, int outcome, int exposure, IReadOnlyList<int> covariates)
{
    private readonly int[] _terms = [exposure, .. covariates];
    private readonly List<DesignColumn> _columns = [new DesignColumn(outcome, -1)];
    private readonly Dictionary<int, int> _levelsAdded = [];

    /// <summary>Columns so far, response first.</summary>
    public IReadOnlyList<DesignColumn> All => _columns;

    /// <summary>Table columns that must be known for a row to count.</summary>
    public IReadOnlyList<int> Needed { get; } = [outcome, exposure, .. covariates];

    /// <summary>Which indicators (places in <see cref="All"/>) are not zero in all of the model's rows; to be set before the model is solved.</summary>
    public Func<int, bool> HasRows { private get; set; } = _ => true;

    /// <summary>Adds columns for levels met since the last call; true when any were added.</summary>
    public bool Grow()
    {
        var before = _columns.Count;
        foreach (var term in _terms)
        {
            var have = _levelsAdded.GetValueOrDefault(term);
            var want = table[term].Kind switch { ColumnKind.Text => table[term].Levels.Count, ColumnKind.Number => 1, _ => 0 };
            for (var i = have; i < want; i++) _columns.Add(new DesignColumn(term, table[term].IsText ? i : -1));
            _levelsAdded[term] = want;
        }

        return _columns.Count > before;
    }

    /// <summary>Predictors to solve for, as places in <see cref="All"/>: covariates first, then the exposure, no reference levels.</summary>
    public int[] Predictors() => [.. covariates.SelectMany(PlacesOf), .. PlacesOf(exposure)];

    /// <summary>Places in <see cref="All"/> of the exposure's columns, levels in alphabetical order.</summary>
    public int[] ExposurePlaces() => [.. PlacesOf(exposure)];

    /// <summary>A name for people: "age", "sex [M vs F]".</summary>
    public string NameOf(int place)
    {
        var column = _columns[place];
        var source = table[column.Table];
        return column.Level < 0 ? source.Name : $"{source.Name} [{source.Levels[column.Level]} vs {Reference(column.Table)}]";
    }

    /// <summary>Whether a column is an indicator.</summary>
    public bool IsLevel(int place) => _columns[place].Level >= 0;

    private IEnumerable<int> PlacesOf(int term)
    {
        var source = table[term];
        var places = Enumerable.Range(1, _columns.Count - 1).Where(i => _columns[i].Table == term);
        return source.IsText
            ? places.Where(i => source.Levels[_columns[i].Level] != Reference(term))
                .OrderBy(i => source.Levels[_columns[i].Level], StringComparer.Ordinal)
            : places;
    }

    private string? Reference(int term) => Enumerable.Range(1, _columns.Count - 1).Where(i => _columns[i].Table == term && HasRows(i))
        .Select(i => table[term].Levels[_columns[i].Level]).Min(StringComparer.Ordinal);
}
