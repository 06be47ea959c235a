using System.Buffers;
using GanCmri.Runtime;
using nietras.SeparatedValues;

namespace GanCmri.Statistics.Association.Reading;

/// <summary>Reads the rows of a table block by block.</summary>
internal sealed class RowParser : BlockSource
{
    private readonly TableFile _source;
    private readonly TableLayout _layout;
    private readonly string _file;
    private readonly int[] _places;
    private readonly ColumnParser[] _columns;
    private readonly SepReader _reader;
    private readonly int _blockRows;
    private readonly SearchValues<char> _empty;
    private long _rows;

    /// <summary>Opens a table's columns of these names.</summary>
    /// <exception cref="InputException">No such file, header or column.</exception>
    public RowParser(string path, string[] names, ColumnParser[] columns)
    {
        (_file, _columns) = (Path.GetFileName(path), columns);
        using (var head = TableFile.Open(path))
            _layout = TableLayout.Read(head.Text, _file);
        _places = Array.ConvertAll(names, n => _layout.IndexOf(n, _file));
        _blockRows = BlockRows(columns.Length);
        _empty = SearchValues.Create([_layout.Delimiter, ' ', '\t', '\r', '\n', '"', '\u00A0']);
        _source = TableFile.Open(path);
        for (var i = 0; i < _layout.LinesBefore; i++)
            _source.Text.ReadLine();
        _reader = SepRecords.Open(_source.Text, _layout.Delimiter);
        _reader.MoveNext(); // the header
    }

    /// <inheritdoc/>
    public override long Total => _source.Total;

    /// <inheritdoc/>
    public override ReadBlock? Next()
    {
        try
        {
            return Read();
        }
        catch (NotSupportedException e)
        {
            throw new InputException(
                $"{_file}, after data row {_rows}",
                "rows of a table",
                "a row of millions of characters",
                "check for an unclosed quotation mark",
                e
            );
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _reader.Dispose();
        _source.Dispose();
    }

    private ReadBlock? Read()
    {
        var first = _rows + 1;
        foreach (var column in _columns)
            column.Begin(_blockRows);
        var rows = 0;
        while (rows < _blockRows && _reader.MoveNext())
            if (TakeRow(_reader.Current, rows))
                rows++;
        if (rows == 0)
            return null;
        var news = Array.ConvertAll(_columns, c => c.Finish(rows, first));
        return new ReadBlock(new TableBlock(rows, Array.ConvertAll(_columns, c => c.Values)), news, _source.Done);
    }

    private bool TakeRow(SepReader.Row row, int at)
    {
        var cells = row.ColCount;
        var least = _layout.Names.Count + (_layout.RowNames ? 1 : 0);
        if (row.Span.IndexOfAnyExcept(_empty) < 0)
            return false; // also a spreadsheet's empty rows: ,,,
        if (cells < least && row.Span[0] == '#')
            return false; // a comment
        _rows++;
        if (!QuoteCheck.IsSound(row.Span, _layout.Delimiter))
            throw new InputException(
                $"{_file}, data row {_rows}",
                "quotation marks around whole cells",
                "one that is not closed, or within a cell",
                "correct the row"
            );
        if (cells < least || !RestIsEmpty(row, Math.Max(least, _layout.HeaderCells)))
            throw new InputException(
                $"{_file}, data row {_rows}",
                $"as many cells as the header ({least})",
                $"{cells}",
                _layout.Delimiter == ',' && cells > least
                    ? "correct the row (quote cells that hold a comma; write decimal points, 3.5 and not 3,5; give names of rows a header)"
                    : "correct the row (quote cells that hold the delimiter)"
            );
        for (var i = 0; i < _places.Length; i++)
            _columns[i].Add(row[_places[i]], at, _rows);
        return true;
    }

    private static bool RestIsEmpty(SepReader.Row row, int from)
    {
        for (var i = from; i < row.ColCount; i++)
            if (!row[i].Span.IsWhiteSpace())
                return false;
        return true;
    }
}
