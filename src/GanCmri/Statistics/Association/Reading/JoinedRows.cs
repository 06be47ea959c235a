using GanCmri.Runtime;

namespace GanCmri.Statistics.Association.Reading;

/// <summary>The rows of several tables with the same columns, one table after the other; the columns' levels and kinds go on from one to
/// the next.</summary>
/// <param name="tables">At least one.</param>
/// <param name="open">Opens one.</param>
internal sealed class JoinedRows(IReadOnlyList<string> tables, Func<string, BlockSource> open) : BlockSource
{
    private BlockSource? _current;
    private int _next;
    private long _before;

    /// <inheritdoc/>
    public override long Total { get; } = tables.Sum(t => new FileInfo(t) is { Exists: true } file ? file.Length : 0);

    /// <inheritdoc/>
    public override ReadBlock? Next()
    {
        while (_current is not null || _next < tables.Count)
        {
            _current ??= open(tables[_next++]);
            if (_current.Next() is { } block)
                return block with { BytesDone = _before + block.BytesDone };
            _before += _current.Total;
            _current.Dispose();
            _current = null;
        }

        return null;
    }

    /// <inheritdoc/>
    public override void Dispose() => _current?.Dispose();
}
