using System.Text;

namespace GanCmri.Formats.Tables;

/// <summary>Rows of cells as CSV text (comma, LF), a row at a time.</summary>
/// <param name="rows">The rows.</param>
internal sealed class RowText(IEnumerable<IReadOnlyList<string?>> rows) : TextReader
{
    private readonly IEnumerator<IReadOnlyList<string?>> _rows = rows.GetEnumerator();
    private string _line = "";
    private int _at;

    /// <inheritdoc/>
    public override int Peek() => Fill() ? _line[_at] : -1;

    /// <inheritdoc/>
    public override int Read() => Fill() ? _line[_at++] : -1;

    /// <inheritdoc/>
    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    /// <inheritdoc/>
    public override int Read(Span<char> buffer)
    {
        if (buffer.IsEmpty || !Fill())
            return 0;
        var taken = Math.Min(buffer.Length, _line.Length - _at);
        _line.AsSpan(_at, taken).CopyTo(buffer);
        _at += taken;
        return taken;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _rows.Dispose();
        base.Dispose(disposing);
    }

    private bool Fill()
    {
        if (_at < _line.Length)
            return true;
        if (!_rows.MoveNext())
            return false;
        var line = new StringBuilder();
        foreach (var (i, cell) in _rows.Current.Index())
        {
            if (i > 0)
                line.Append(',');
            if (cell is null)
                continue;
            if (cell.AsSpan().IndexOfAny(",\"\r\n") < 0)
                line.Append(cell);
            else
                line.Append('"').Append(cell.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        }

        (_line, _at) = (line.Append('\n').ToString(), 0);
        return true;
    }
}
