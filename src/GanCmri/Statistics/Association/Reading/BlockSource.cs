namespace GanCmri.Statistics.Association.Reading;

/// <summary>Rows of a table block by block, from text or typed.</summary>
internal abstract class BlockSource : IDisposable
{
    // Arrays of a block stay out of the heap of large objects, which is seldom collected.
    private const int MostRows = 1 << 13;
    private const int MostCells = 1 << 17;

    /// <summary>Bytes of the file.</summary>
    public abstract long Total { get; }

    /// <summary>The next rows; null at the end. One call at a time.</summary>
    /// <exception cref="Runtime.InputException">The file is damaged, or a column has cells of two kinds.</exception>
    public abstract ReadBlock? Next();

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>Rows of a block of so many columns.</summary>
    protected static int BlockRows(int columns) => Math.Clamp(MostCells / Math.Max(1, columns), 64, MostRows);
}
