using GanCmri.Learning.Batching;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanCmri.Learning.Data;

/// <summary>Rows computed when they are read: a value depends on its column and row number only, so any cursor sees the same.</summary>
internal sealed class RowsView : IDataView, IDisposable
{
    private readonly IReadOnlyList<SourceColumn> _columns;
    private readonly long _rows;

    /// <summary>Creates the view.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">The columns.</param>
    public RowsView(long rows, params IReadOnlyList<SourceColumn> columns)
    {
        (_rows, _columns) = (rows, columns);
        var builder = new DataViewSchema.Builder();
        foreach (var column in columns)
            column.AddTo(builder);
        Schema = builder.ToSchema();
    }

    /// <summary>A view of a schema whose columns have no values: for checking schemas only.</summary>
    public RowsView(long rows, DataViewSchema schema) => (_rows, _columns, Schema) = (rows, [], schema);

    /// <summary>What the rows are made with, freed with the view; null: nothing that is not freed anyway.</summary>
    public IDisposable? Owned { get; init; }

    /// <inheritdoc/>
    public bool CanShuffle => false;

    /// <inheritdoc/>
    public DataViewSchema Schema { get; }

    /// <inheritdoc/>
    public void Dispose() => Owned?.Dispose();

    /// <inheritdoc/>
    public long? GetRowCount() => _rows;

    /// <inheritdoc/>
    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new Cursor(this, columnsNeeded, 0, 1);

    /// <inheritdoc/>
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        var active = columnsNeeded.ToArray();
        return [.. Enumerable.Range(0, Math.Max(1, n)).Select(i => new Cursor(this, active, i, Math.Max(1, n)))];
    }

    // One of `stride` cursors that share the rows in turn.
    private sealed class Cursor(RowsView view, IEnumerable<DataViewSchema.Column> active, int first, int stride) : DataViewRowCursor
    {
        private readonly HashSet<int> _active = [.. active.Select(c => c.Index)];
        private long _row = -1;

        public override long Position => _row < 0 ? -1 : (_row - first) / stride;

        public override long Batch => _row;

        public override DataViewSchema Schema => view.Schema;

        public override bool IsColumnActive(DataViewSchema.Column column) => _active.Contains(column.Index);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
            GetterCheck.Cast<TValue>(view._columns[column.Index].Getter(() => _row), column, IsColumnActive(column));

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)_row, 0);

        public override bool MoveNext()
        {
            if (_row >= view._rows)
                return false;
            _row = _row < 0 ? first : _row + stride;
            return _row < view._rows;
        }
    }
}
