using GanCmri.Runtime;

namespace GanCmri.Imaging;

/// <summary>What happens to a file that cannot be read: an error where it was named itself, a note where it lies in a folder beside
/// others.</summary>
/// <param name="notes">Counts what is left out.</param>
/// <param name="isOneFile">Whether the user named one file.</param>
/// <param name="path">That file, or the folder that is read.</param>
internal sealed class ReadTolerance(ReadingNotes notes, bool isOneFile, string path)
{
    private string[]? _all;

    /// <summary>Counts what is left out.</summary>
    public ReadingNotes Notes => notes;

    /// <summary>Whether the user named one file.</summary>
    public bool IsOneFile => isOneFile;

    /// <summary>Why the first file was left out: the error where nothing else is left.</summary>
    public InputException? First { get; private set; }

    /// <summary>Reads a file, or returns null and counts it.</summary>
    /// <exception cref="InputException">The user named this file.</exception>
    public T? ReadOrSkip<T>(Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (InputException e) when (!isOneFile)
        {
            Skip(e.InnerException is UnauthorizedAccessException ? "a file that cannot be opened" : $"not {e.Expected}", e);
            return null;
        }
    }

    /// <summary>Leaves out a file that something is wrong with, and notes its number.</summary>
    /// <param name="why">E.g. "a picture of another size".</param>
    /// <param name="error">What to say where nothing else is left.</param>
    public void Skip(string why, InputException error)
    {
        First ??= error;
        notes.Add($"skipped, {why}", FoundFiles.Place(path, _all ??= FoundFiles.All(path), error.Where));
    }

    /// <summary>Leaves out a file with which nothing is wrong.</summary>
    /// <param name="why">E.g. "a label map".</param>
    /// <param name="error">What to say where nothing else is left.</param>
    public void SkipKind(string why, InputException error)
    {
        First ??= error;
        notes.Add($"skipped, {why}");
    }
}
