using System.CommandLine;
using System.Text.Json;
using GanCmri.Runtime;

namespace GanCmri.Cli;

/// <summary>
/// A folder that holds the results of one command, told by a hidden file in it: the same command goes on there or repeats, another one is
/// refused. Neither the output's own name nor where to compute counts.
/// </summary>
internal sealed class RunFolder : IDisposable
{
    /// <summary>Where the command is recorded.</summary>
    public const string FileName = ".run.json";

    private static readonly string[] Uncounted = ["--out", "--outdir", "--latents-out", "--workers", "--device", "--shard"];

    private const string Named = "file that an input names";

    private readonly string _folder;
    private readonly OutputLock _taken;

    private RunFolder(string folder, OutputLock taken) => (_folder, _taken) = (folder, taken);

    private sealed record Run(string Command, IReadOnlyDictionary<string, string> Options);

    /// <summary>Refuses a folder that is not for a command, and writes nothing: for parts of a run, of which many write there at
    /// once.</summary>
    /// <param name="parsed">The command.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="named">Files that its inputs name, e.g. the tables of a specification.</param>
    /// <param name="uncounted">More options that add to what is there without changing it.</param>
    /// <exception cref="InputException">It holds results of another command, or of the same one with other options or
    /// inputs.</exception>
    public static void Require(ParseResult parsed, string folder, IEnumerable<FileDigest>? named = null, params string[] uncounted) =>
        Checked(parsed, folder, named, uncounted);

    /// <summary>Takes a folder for a command; it is made if missing.</summary>
    /// <param name="parsed">The command.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="named">Files that its inputs name, e.g. the tables of a specification.</param>
    /// <param name="uncounted">More options that add to what is there without changing it.</param>
    /// <exception cref="InputException">It holds results of another command, or of the same one with other options or inputs; or another
    /// run has it.</exception>
    public static RunFolder Claim(ParseResult parsed, string folder, IEnumerable<FileDigest>? named = null, params string[] uncounted)
    {
        OutputPlaces.RequireFolder(folder);
        var path = Path.Combine(folder, FileName);
        var taken = OutputLock.OnFile(path, folder); // first: a run that has it may not have made anything yet
        try
        {
            AtomicFile.WriteText(path, JsonSerializer.Serialize(Checked(parsed, folder, named, uncounted)));
            return new RunFolder(folder, taken);
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    /// <summary>Leaves a folder in which nothing was made as it was.</summary>
    public void Dispose()
    {
        try
        {
            if (!HasResults(_folder))
                File.Delete(Path.Combine(_folder, FileName));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The folder vanished or can no longer be written.
        }
        finally
        {
            _taken.Dispose(); // removes the folder that it made if it is empty
        }
    }

    private static Run Checked(ParseResult parsed, string folder, IEnumerable<FileDigest>? named, string[] uncounted)
    {
        OutputPlaces.RequireFolder(folder);
        var options = GivenCommand.Options(parsed, [folder], [.. Uncounted, .. uncounted]);
        if (string.Join('\n', (named ?? []).Select(f => f.Sha256)) is { Length: > 0 } files)
            options[Named] = "file " + GivenCommand.Hash(files);
        var ours = new Run(GivenCommand.Words(parsed), options);
        if (HasResults(folder) && Read(Path.Combine(folder, FileName)) is { } before && Difference(before, ours) is { } found)
        {
            throw new InputException(
                folder,
                "a new folder, or one that this very command wrote",
                found,
                $"choose another {Place(parsed)}, or delete the folder"
            );
        }

        return ours;
    }

    private static string Place(ParseResult parsed) =>
        parsed.CommandResult.Command.Options.Any(o => o.Name == "--outdir") ? "--outdir" : "--out";

    private static bool HasResults(string folder) =>
        Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any(e => !Path.GetFileName(e).StartsWith('.'));

    private static Run? Read(string path)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: > 0 } ? JsonSerializer.Deserialize<Run>(File.ReadAllText(path)) : null;
        }
        catch (JsonException)
        {
            return null; // damaged: nothing is known of what is there
        }
    }

    private static string? Difference(Run before, Run now)
    {
        if (before.Command != now.Command)
            return $"results of '{before.Command}'";
        foreach (var name in before.Options.Keys.Union(now.Options.Keys, StringComparer.Ordinal))
        {
            var (then, given) = (before.Options.GetValueOrDefault(name), now.Options.GetValueOrDefault(name));
            if (then == given || (name == Named && then is null)) // an earlier program did not look
                continue;
            return IsInput(then) || IsInput(given)
                ? $"results of '{before.Command}' with another {name}"
                : $"results of '{before.Command}' {Told(name, then)}, not {Told(name, given)}";
        }

        return null;
    }

    private static bool IsInput(string? value) =>
        value is not null && (value.StartsWith("file ", StringComparison.Ordinal) || value.StartsWith("folder ", StringComparison.Ordinal));

    private static string Told(string name, string? value) =>
        value switch
        {
            null => $"without {name}",
            "" => $"with {name}",
            _ => $"with {name} {value}",
        };
}
