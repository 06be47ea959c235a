using GanCmri.Runtime;

namespace GanCmri.Cli;

/// <summary>Checks before any work that what a verb writes has places of its own: no input, none twice, each one writable.</summary>
internal static class OutputPlaces
{
    private static readonly string[] NoTables = [".xlsx", ".xls", ".gz"];

    /// <summary>Checks files.</summary>
    /// <param name="outputs">Files to be written; null where not asked for.</param>
    /// <param name="inputs">Files that are read; null where there is none.</param>
    /// <exception cref="InputException">An output is an input or another output, its ending promises what is not written, or it cannot be
    /// written.</exception>
    public static void Require(IEnumerable<string?> outputs, IEnumerable<string?> inputs)
    {
        string[] written = [.. outputs.OfType<string>()];
        var read = inputs.OfType<string>().Select(Path.GetFullPath).ToHashSet(StringComparer.Ordinal);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in written)
        {
            if (read.Contains(Path.GetFullPath(file)))
                throw new InputException(file, "a file of its own for what is written", "a file that is read", "give another name");
            if (!taken.Add(Path.GetFullPath(file)))
                throw new InputException(file, "a file of its own for each output", "the same file twice", "give another name");
            if (Array.Find(NoTables, e => file.EndsWith(e, StringComparison.OrdinalIgnoreCase)) is { } ending)
                throw new InputException(file, "a name that ends with .csv or .parquet", ending, "give another name");
        }

        foreach (var file in written)
            AtomicFile.Probe(file);
    }

    /// <summary>Checks a folder.</summary>
    /// <param name="folder">The folder; null where none is asked for.</param>
    /// <exception cref="InputException">It is a file.</exception>
    public static void RequireFolder(string? folder)
    {
        if (File.Exists(folder))
            throw new InputException(folder, "a folder", "a file", "give another name");
    }
}
