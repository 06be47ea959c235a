using GanCmri.Runtime;
using Microsoft.Data.Analysis;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanCmri.Learning.Statistics;

/// <summary>Columns of rows by the names that they have in tables: a vector PC of three numbers is PC0, PC1 and PC2, as <c>SaveCsv</c>
/// writes it, and PC stands for all of them.</summary>
internal sealed class NumberedColumns
{
    private readonly Dictionary<string, string[]> _slots = [];
    private readonly Dictionary<string, VectorSlot> _vectors = [];
    private readonly List<string> _listed = [];

    /// <summary>Those of a schema; vectors of Single of known size are taken apart.</summary>
    public NumberedColumns(DataViewSchema schema)
    {
        DataViewSchema.Column[] visible = [.. schema.Where(c => !c.IsHidden)];
        var own = visible.Select(c => c.Name).ToHashSet();
        Names = [.. visible.SelectMany(NamesOf)];

        IEnumerable<string> NamesOf(DataViewSchema.Column column)
        {
            if (column.Type is not VectorDataViewType { IsKnownSize: true } vector || vector.ItemType != NumberDataViewType.Single)
            {
                _listed.Add(column.Name);
                return [column.Name];
            }

            string[] slots = [.. Enumerable.Range(0, vector.Size).Select(i => FormattableString.Invariant($"{column.Name}{i}"))];
            _listed.Add($"{column.Name} ({slots[0]} to {slots[^1]})");
            if (slots.FirstOrDefault(own.Contains) is { } twice)
                throw new InputException($"column '{column.Name}'", $"no other column '{twice}', one of its numbers", "one", "rename it");
            _slots[column.Name] = slots;
            foreach (var (i, slot) in slots.Index())
                _vectors[slot] = new VectorSlot(column.Name, i);
            return slots;
        }
    }

    /// <summary>The names, as a table's header.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The names for a message.</summary>
    public string Listed => string.Join(", ", _listed);

    /// <summary>Names with those of all its numbers in the place of a vector's.</summary>
    public IReadOnlyList<string> Expand(IEnumerable<string> names) =>
        [.. names.SelectMany(n => _slots.TryGetValue(n, out var all) ? all : [n])];

    /// <summary>Whether a name is that of a vector that is taken apart.</summary>
    public bool IsVector(string name) => _slots.ContainsKey(name);

    /// <summary>Whether a name is that of a vector's number.</summary>
    public bool IsSlot(string name) => _vectors.ContainsKey(name);

    /// <summary>The column of the rows that a name is in.</summary>
    public string ColumnOf(string name) => _vectors.TryGetValue(name, out var slot) ? slot.Column : name;

    /// <summary>A frame of the rows' columns as one of the names asked for.</summary>
    public DataFrame Of(DataFrame rows, IEnumerable<string> names) =>
        new(names.Select(n => _vectors.TryGetValue(n, out var s) ? s.Of(rows, n) : rows[n]));

    private sealed record VectorSlot(string Column, int Index)
    {
        // As Double, whose digits are not those of the shortest Single.
        public DoubleDataFrameColumn Of(DataFrame rows, string name) =>
            new(name, ((VBufferDataFrameColumn<float>)rows[Column]).Select(v => (double)v.GetItemOrDefault(Index)));
    }
}
