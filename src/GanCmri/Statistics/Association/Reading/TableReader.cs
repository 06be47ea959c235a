using GanCmri.Formats.Tables.Parquet;
using GanCmri.Runtime;

namespace GanCmri.Statistics.Association.Reading;

/// <summary>Reads wanted columns of a table, CSV or Parquet, block by block, in file order, in constant memory; a second thread parses one
/// block ahead.</summary>
internal sealed class TableReader : IDisposable
{
    private readonly BlockSource _source;
    private ReadBlock? _next;

    private TableReader(
        IReadOnlyList<string> tables,
        Func<IReadOnlyList<string>, IEnumerable<string>> wanted,
        Func<string, ColumnKind> given,
        MissingMarks missing
    )
    {
        var file = Path.GetFileName(tables[0]) + (tables.Count == 1 ? "" : $" and {tables.Count - 1} more tables");
        var header = TableNames.Of(tables[0]);
        string[] names = [.. wanted(header).Distinct()];
        foreach (var name in names)
            TableNames.Place(header, name, file);
        Columns = [.. names.Select(n => new TableColumn(n) { Kind = given(n) })];
        ColumnParser[] parsers = [.. names.Select(n => new ColumnParser(n, file, given(n), missing))];
        _source = new JoinedRows(tables, table => RowsOf(table, names, parsers, given));
        try
        {
            Take(_source.Next());
        }
        catch
        {
            _source.Dispose();
            throw;
        }
    }

    /// <summary>The wanted columns; a block's arrays are in the same order.</summary>
    public IReadOnlyList<TableColumn> Columns { get; }

    /// <summary>Bytes of the file read so far.</summary>
    public long Done { get; private set; }

    /// <summary>Bytes of the file.</summary>
    public long Total => _source.Total;

    /// <summary>Rows handed out so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Opens a table, or several with the same columns, whose rows follow each other.</summary>
    /// <param name="tables">CSV with a header (comma, semicolon, tab, bar or space; may be gzipped), or Parquet.</param>
    /// <param name="wanted">Names of the columns wanted, given the header.</param>
    /// <param name="given">The kind of a column where it is given, whatever it looks like.</param>
    /// <param name="missing">What stands for missing.</param>
    /// <exception cref="InputException">No such file, header or column.</exception>
    public static TableReader Open(
        IReadOnlyList<string> tables,
        Func<IReadOnlyList<string>, IEnumerable<string>> wanted,
        Func<string, ColumnKind> given,
        MissingMarks missing
    ) => new(tables, wanted, given, missing);

    /// <summary>Blocks in file order. Results do not depend on the thread that parses ahead.</summary>
    public IEnumerable<TableBlock> Blocks(CancellationToken cancel)
    {
        while (_next is { } block)
        {
            cancel.ThrowIfCancellationRequested();
            var ahead = Task.Run(_source.Next, cancel);
            Rows += block.Table.Rows;
            Done = block.BytesDone;
            try
            {
                yield return block.Table;
            }
            finally
            {
                ((IAsyncResult)ahead).AsyncWaitHandle.WaitOne(); // nobody closes the file under the parser's hands
            }

            Take(ahead.GetAwaiter().GetResult());
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();

    private static BlockSource RowsOf(string table, string[] names, ColumnParser[] parsers, Func<string, ColumnKind> given)
    {
        if (!ParquetTable.Is(table))
            return new RowParser(table, names, parsers);
        var file = ParquetTable.Open(table);
        string[] header = [.. file.FlatColumns.Select(c => c.Name)];
        foreach (var name in names)
            TableNames.Place(header, name, Path.GetFileName(table));
        return new ParquetRows(file, names, parsers, given);
    }

    private void Take(ReadBlock? block)
    {
        _next = block;
        if (block is null)
            return;
        for (var i = 0; i < Columns.Count; i++)
        {
            var (column, news) = (Columns[i], block.Columns[i]);
            column.Kind = news.Kind;
            column.Levels.AddRange(news.Levels);
            column.Unreadable += news.Unreadable;
            foreach (var (mark, n) in news.Marks)
                column.Marks[mark] = column.Marks.GetValueOrDefault(mark) + n;
        }
    }
}
