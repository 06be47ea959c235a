using GanCmri.Runtime;

namespace GanCmri.Cli;

/// <summary>Files and folders that vanish, or can no longer be read, while a verb is at work: on a drive that is unplugged, say.</summary>
internal static class LostFiles
{
    /// <summary>What to tell of a failure; null if it is another. Paths are left out, as they may name a person.</summary>
    public static InputException? Found(Exception e) =>
        e switch
        {
            FileLoadException or FileNotFoundException { FusionLog: not null } => null, // a part of the program
            FileNotFoundException f when f.FileName?.Contains(", Version=", StringComparison.Ordinal) == true => null,
            IOException or UnauthorizedAccessException => new InputException(
                "files",
                "inputs and outputs that stay as they are during a run",
                $"that one vanished or cannot be read ({e.GetType().Name})",
                "look whether all folders are there and open to you, then run the same command again",
                e
            ),
            _ => e.InnerException is { } inner ? Found(inner) : null,
        };
}
