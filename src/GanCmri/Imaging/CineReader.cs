using GanCmri.Runtime;

namespace GanCmri.Imaging;

/// <summary>Reads cines from whatever a path holds: pictures with a frames.csv.</summary>
public static class CineReader
{
    /// <summary>Reads everything at once.</summary>
    /// <param name="path">A folder, searched with its subfolders, or one file.</param>
    /// <exception cref="InputException">Nothing readable, or a damaged file.</exception>
    public static IReadOnlyList<CineSeries> Read(string path) => [.. Stacks(path).SelectMany(s => s.Series)];

    /// <summary>Reads stack by stack, so that only one is in memory.</summary>
    /// <inheritdoc cref="Read"/>
    public static IEnumerable<CineStack> Stacks(string path)
    {
        var tables = Directory.EnumerateFiles(path, PictureTableReader.FileName, SearchOption.AllDirectories).Order(StringComparer.Ordinal);
        return tables.SelectMany(PictureTableReader.Read);
    }
}
