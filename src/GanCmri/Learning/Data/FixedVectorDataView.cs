using System.Globalization;
using GanCmri.Learning.Batching;
using GanCmri.Runtime;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanCmri.Learning.Data;

/// <summary>
/// A view whose named columns of Vector&lt;Single&gt; get a known size, checked in every row. Vectors of a data frame are unsized,
/// and trainers, normalizers, PCA and Concatenate refuse those.
/// </summary>
internal sealed class FixedVectorDataView : IDataView
{
    private readonly IDataView _input;
    private readonly Dictionary<int, VectorDataViewType> _fixed;

    /// <summary>Re-types columns.</summary>
    /// <param name="input">The rows.</param>
    /// <param name="dimensions">The dimensions by column name.</param>
    /// <exception cref="InputException">A column is missing or holds no vectors of Single.</exception>
    public FixedVectorDataView(IDataView input, IReadOnlyDictionary<string, int[]> dimensions)
    {
        _input = input;
        _fixed = dimensions.ToDictionary(d => Find(input.Schema, d.Key), d => new VectorDataViewType(NumberDataViewType.Single, d.Value));
        var builder = new DataViewSchema.Builder();
        foreach (var column in input.Schema)
            builder.AddColumn(column.Name, _fixed.TryGetValue(column.Index, out var type) ? type : column.Type, column.Annotations);
        Schema = builder.ToSchema();
    }

    /// <inheritdoc/>
    public bool CanShuffle => _input.CanShuffle;

    /// <inheritdoc/>
    public DataViewSchema Schema { get; }

    /// <inheritdoc/>
    public long? GetRowCount() => _input.GetRowCount();

    /// <inheritdoc/>
    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new Cursor(this, _input.GetRowCursor(Inner(columnsNeeded), rand));

    /// <inheritdoc/>
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [.. _input.GetRowCursorSet(Inner(columnsNeeded), n, rand).Select(c => new Cursor(this, c))];

    private static int Find(DataViewSchema schema, string name)
    {
        if (schema.GetColumnOrNull(name) is not { } column)
            throw new InputException(
                $"column '{name}'",
                "a column of vectors",
                $"columns {string.Join(", ", schema.Select(c => c.Name))}",
                "name one of these"
            );
        if (column.Type is not VectorDataViewType vector || vector.ItemType != NumberDataViewType.Single)
            throw new InputException($"column '{name}'", "Vector<Single>", $"{column.Type}", "name a column of vectors of Single");
        return column.Index;
    }

    private IEnumerable<DataViewSchema.Column> Inner(IEnumerable<DataViewSchema.Column> columns) =>
        columns.Select(c => _input.Schema[c.Index]);

    private sealed class Cursor(FixedVectorDataView view, DataViewRowCursor input) : DataViewRowCursor
    {
        public override long Position => input.Position;

        public override long Batch => input.Batch;

        public override DataViewSchema Schema => view.Schema;

        public override bool IsColumnActive(DataViewSchema.Column column) => input.IsColumnActive(input.Schema[column.Index]);

        public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

        public override bool MoveNext() => input.MoveNext();

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            var source = input.Schema[column.Index];
            if (!view._fixed.TryGetValue(column.Index, out var type))
                return input.GetGetter<TValue>(source);
            var getter = input.GetGetter<VBuffer<float>>(source);
            var held = default(VBuffer<float>); // The frame's getter hands out its own storage: never give that on.
            ValueGetter<VBuffer<float>> check = (ref VBuffer<float> value) =>
            {
                getter(ref held);
                if (held.Length != type.Size)
                {
                    throw new InputException(
                        $"column '{column.Name}', row {Position.ToString(CultureInfo.InvariantCulture)}",
                        $"{type.Size} values",
                        $"{held.Length}",
                        "make all vectors of the column equally long"
                    );
                }

                held.CopyTo(ref value);
            };
            return GetterCheck.Cast<TValue>(check, column, IsColumnActive(column));
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                input.Dispose();
            base.Dispose(disposing);
        }
    }
}
