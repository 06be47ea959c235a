using GanCmri.Learning.Batching;
using GanCmri.Runtime;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanCmri.Learning.Data;

/// <summary>Rows of cines as rows of frames: each row of Vector&lt;Single, T, n...&gt; becomes T rows of Vector&lt;Single,
/// n...&gt;.</summary>
internal sealed class FrameRows : IDataView
{
    private readonly IDataView _input;
    private readonly DataViewSchema.Column _cine;
    private readonly VectorDataViewType _frameType;
    private readonly int _frames;
    private readonly int _frameColumn;

    /// <summary>Splits the cines of a column.</summary>
    /// <param name="input">One row a cine.</param>
    /// <param name="cineColumn">The column of cines.</param>
    /// <param name="outputColumn">The column of the frames.</param>
    /// <param name="frameColumn">The column of the frame number, Single, from 0.</param>
    /// <exception cref="InputException">The column is missing or holds no cines.</exception>
    public FrameRows(IDataView input, string cineColumn, string outputColumn, string frameColumn)
    {
        _input = input;
        if (input.Schema.GetColumnOrNull(cineColumn) is not { } cine)
            throw new InputException(
                $"column '{cineColumn}'",
                "cines",
                $"columns {string.Join(", ", input.Schema.Select(c => c.Name))}",
                "name one of these"
            );
        if (
            cine.Type is not VectorDataViewType { IsKnownSize: true } type
            || type.ItemType != NumberDataViewType.Single
            || type.Dimensions.Length < 2
        )
            throw new InputException(
                $"column '{cineColumn}'",
                "cines (Vector<Single, frames, ...>)",
                $"{cine.Type}",
                "name a column of cines"
            );
        (_cine, _frames) = (cine, type.Dimensions[0]);
        _frameType = new VectorDataViewType(NumberDataViewType.Single, type.Dimensions.RemoveAt(0));
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(input.Schema);
        builder.AddColumn(frameColumn, NumberDataViewType.Single);
        builder.AddColumn(outputColumn, _frameType);
        Schema = builder.ToSchema();
        _frameColumn = input.Schema.Count;
    }

    /// <inheritdoc/>
    public bool CanShuffle => _input.CanShuffle;

    /// <inheritdoc/>
    public DataViewSchema Schema { get; }

    /// <inheritdoc/>
    public long? GetRowCount() => _input.GetRowCount() * _frames;

    /// <inheritdoc/>
    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var active = columnsNeeded.ToArray();
        return new Cursor(this, _input.GetRowCursor(Needed(active), rand), active);
    }

    /// <inheritdoc/>
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        var active = columnsNeeded.ToArray();
        return [.. _input.GetRowCursorSet(Needed(active), n, rand).Select(c => new Cursor(this, c, active))];
    }

    private IEnumerable<DataViewSchema.Column> Needed(IReadOnlyList<DataViewSchema.Column> active)
    {
        var indices = active.Where(c => c.Index < _frameColumn).Select(c => c.Index).ToHashSet();
        if (active.Any(c => c.Index == _frameColumn + 1))
            indices.Add(_cine.Index);
        return indices.Select(i => _input.Schema[i]);
    }

    private sealed class Cursor : DataViewRowCursor
    {
        private readonly FrameRows _view;
        private readonly DataViewRowCursor _input;
        private readonly HashSet<int> _active;
        private readonly Dictionary<int, RingColumn> _held; // Read once a cine, however many frames it has.
        private readonly ValueGetter<DataViewRowId> _id;
        private readonly float[] _cine;
        private long _position = -1;
        private int _frame;

        public Cursor(FrameRows view, DataViewRowCursor input, IReadOnlyList<DataViewSchema.Column> active)
        {
            (_view, _input, _id) = (view, input, input.GetIdGetter());
            _active = [.. active.Select(c => c.Index)];
            _held = view.Needed(active).ToDictionary(c => c.Index, c => RingColumn.Create(input, c, 1));
            _cine = new float[view._frameType.Size * view._frames];
            _frame = view._frames - 1;
        }

        public override long Position => _position;

        public override long Batch => _input.Batch;

        public override DataViewSchema Schema => _view.Schema;

        public override bool IsColumnActive(DataViewSchema.Column column) => _active.Contains(column.Index);

        public override ValueGetter<DataViewRowId> GetIdGetter() =>
            (ref DataViewRowId id) =>
            {
                _id(ref id);
                id = new DataViewRowId(id.Low, id.High * 31 + (ulong)_frame + 1);
            };

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            if (!IsColumnActive(column))
                return GetterCheck.Cast<TValue>(null!, column, false);
            Delegate getter =
                column.Index < _view._frameColumn ? _held[column.Index].Getter(() => 0)
                : column.Index == _view._frameColumn ? (ValueGetter<float>)((ref float value) => value = _frame)
                : (ValueGetter<VBuffer<float>>)Frame;
            return GetterCheck.Cast<TValue>(getter, column, true);
        }

        public override bool MoveNext()
        {
            if (_frame + 1 < _view._frames)
                _frame++;
            else if (!NextCine())
                return false;
            _position++;
            return true;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _input.Dispose();
            base.Dispose(disposing);
        }

        private bool NextCine()
        {
            if (!_input.MoveNext())
                return false;
            foreach (var column in _held.Values)
                column.Fill(0);
            if (_active.Contains(_view._frameColumn + 1))
                _held[_view._cine.Index].CopyTo(0, _cine);
            _frame = 0;
            return true;
        }

        private void Frame(ref VBuffer<float> value)
        {
            var size = _view._frameType.Size;
            var editor = VBufferEditor.Create(ref value, size);
            _cine.AsSpan(_frame * size, size).CopyTo(editor.Values);
            value = editor.Commit();
        }
    }
}
