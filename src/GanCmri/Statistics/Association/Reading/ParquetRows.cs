using GanCmri.Formats.Tables.Parquet;
using GanCmri.Runtime;

namespace GanCmri.Statistics.Association.Reading;

/// <summary>
/// The rows of a Parquet file, a row group at a time. Numbers are numbers and missing where null, NaN or marked so; text follows the rules
/// of CSV's cells, so that a table gives the same results in either form.
/// </summary>
internal sealed class ParquetRows : BlockSource
{
    private readonly ParquetTable _table;
    private readonly ParquetColumn[] _columns;
    private readonly ColumnParser[] _parsers;
    private readonly bool[] _asText;
    private readonly Array[] _cells;
    private int _group = -1;
    private int _at;
    private long _rows;

    /// <summary>The wanted columns of a table; disposes it at the end.</summary>
    public ParquetRows(ParquetTable table, string[] names, ColumnParser[] parsers, Func<string, ColumnKind> given)
    {
        (_table, _parsers, _cells) = (table, parsers, new Array[names.Length]);
        _columns = Array.ConvertAll(names, n => table.FlatColumns.First(c => c.Name == n));
        _asText = Array.ConvertAll(
            _columns,
            c => given(c.Name) == ColumnKind.Text || c.Kind is CellKind.Text or CellKind.Truth or CellKind.Date
        );
    }

    /// <inheritdoc/>
    public override long Total => _table.Bytes;

    /// <inheritdoc/>
    public override ReadBlock? Next()
    {
        while (_group < 0 || _at == _table.RowGroups[_group])
            if (!NextGroup())
                return null;
        var first = _rows + 1;
        var rows = (int)Math.Min(BlockRows(_columns.Length), _table.RowGroups[_group] - _at);
        for (var c = 0; c < _columns.Length; c++)
        {
            var parser = _parsers[c];
            parser.Begin(rows);
            if (_cells[c] is double[] numbers)
                for (var i = 0; i < rows; i++)
                    parser.Add(numbers[_at + i], i, first + i);
            else
                for (var i = 0; i < rows; i++)
                    parser.Add(((string?[])_cells[c])[_at + i].AsSpan(), i, first + i);
        }

        _at += rows;
        _rows += rows;
        var news = Array.ConvertAll(_parsers, p => p.Finish(rows, first));
        return new ReadBlock(
            new TableBlock(rows, Array.ConvertAll(_parsers, p => p.Values)),
            news,
            (long)((double)_rows / _table.RowGroups.Sum() * Total)
        );
    }

    /// <inheritdoc/>
    public override void Dispose() => _table.Dispose();

    private bool NextGroup()
    {
        if (_group + 1 >= _table.RowGroups.Count)
            return false;
        (_group, _at) = (_group + 1, 0);
        for (var c = 0; c < _columns.Length; c++)
            _cells[c] = _asText[c] ? _table.Texts(_group, _columns[c]) : _table.Numbers(_group, _columns[c]);
        return true;
    }
}
