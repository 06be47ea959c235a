using System.Diagnostics;

namespace GanCmri.Runtime.Fitting;

/// <summary>
/// Where a training of one network is kept, so that one that was stopped goes on: every five minutes, when it is stopped, and at its end.
/// What is kept is whole: a folder written beside and renamed.
/// </summary>
/// <param name="folder">The folder of the state.</param>
/// <param name="settings">All that the training depends on.</param>
internal sealed class NetworkCheckpoint(string folder, string settings)
{
    private const string Settings = "settings.txt";
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(5);
    private readonly string _before = folder + ".old"; // while the next one takes its place
    private readonly Stopwatch _since = Stopwatch.StartNew();

    /// <summary>Reads the state into a training that has not begun; none there: it begins.</summary>
    /// <exception cref="InputException">The state is damaged, or of another training.</exception>
    public void Restore(NetworkTrainingState state)
    {
        if (!Directory.Exists(folder) && Directory.Exists(_before))
            Directory.Move(_before, folder);
        if (!Directory.Exists(folder))
            return;
        try
        {
            if (File.ReadAllText(Path.Combine(folder, Settings)) != settings)
                throw new InputException(
                    folder,
                    "the training of this command, to go on with",
                    "one of other frames or options",
                    "give the options it was begun with, or delete it"
                );
            state.Load(folder);
        }
        catch (Exception e) when (e is not (OutOfMemoryException or InputException))
        {
            throw new InputException(folder, "the state of a training", "a damaged one", "delete it to begin again", e);
        }
    }

    /// <summary>Writes the state if it is time to.</summary>
    public void SaveIfDue(NetworkTrainingState state)
    {
        if (_since.Elapsed > Every)
            Save(state);
    }

    /// <summary>Writes the state.</summary>
    /// <exception cref="InputException">It cannot be written; the state before stays.</exception>
    public void Save(NetworkTrainingState state)
    {
        var temporary = folder + ".tmp";
        try
        {
            Remove(temporary);
            Directory.CreateDirectory(temporary);
            File.WriteAllText(Path.Combine(temporary, Settings), settings);
            state.Save(temporary);
            Remove(_before);
            if (Directory.Exists(folder))
                Directory.Move(folder, _before);
            Directory.Move(temporary, folder);
            Remove(_before);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                folder,
                "a place that can be written",
                e.GetType().Name,
                "free the disk, and run the command again",
                e
            );
        }

        _since.Restart();
    }

    private static void Remove(string directory)
    {
        if (Directory.Exists(directory))
            Directory.Delete(directory, recursive: true);
    }
}
