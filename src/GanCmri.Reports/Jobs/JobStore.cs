using System.Text.Json;
using System.Text.Json.Serialization;
using GanCmri.Runtime;
using GanCmri.Studies;

namespace GanCmri.Reports.Jobs;

/// <summary>
/// The output folder of a batch. A job is written to unfinished/ID and renamed to jobs/ID, so what is in jobs is whole, whatever
/// ended the process; its job.json holds its key. One process at a time.
/// </summary>
internal sealed class JobStore : IDisposable
{
    /// <summary>The file by which a job counts as finished.</summary>
    public const string RecordFile = "job.json";

    private const string Batch = "~batch";
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        IgnoreReadOnlyProperties = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private readonly string _folder;
    private readonly OutputLock _lock;

    private JobStore(string folder, OutputLock theLock) => (_folder, _lock) = (folder, theLock);

    /// <summary>Takes the folder.</summary>
    /// <exception cref="InputException">It cannot be written, or another process has it.</exception>
    public static JobStore Open(string folder)
    {
        var store = new JobStore(folder, OutputLock.OnFolder(folder));
        try
        {
            store.Guarded(() =>
            {
                foreach (var half in Directory.Exists(store.Unfinished) ? Directory.GetDirectories(store.Unfinished, "~*") : [])
                    Directory.Delete(half, recursive: true);
            });
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    private string Unfinished => Path.Combine(_folder, "unfinished");

    /// <summary>The folder of a finished job.</summary>
    public string Place(string name) => Path.Combine(_folder, "jobs", name);

    /// <summary>The result of a finished job with this key, all its files unchanged; null if there is none, and what is left of the job is
    /// then removed.</summary>
    public JobResult? Find(string name, string key)
    {
        var place = Place(name);
        try
        {
            if (
                File.Exists(Path.Combine(place, RecordFile))
                && JsonSerializer.Deserialize<Stored>(File.ReadAllBytes(Path.Combine(place, RecordFile)), Json) is { } stored
                && stored.Key == key
                && stored.Files.All(f => File.Exists(Path.Combine(place, f.Name)) && FileDigest.Of(Path.Combine(place, f.Name)) == f)
            )
            {
                return stored.Result;
            }
        }
        catch (JsonException)
        {
            // Damaged: made again.
        }

        Discard(name);
        return null;
    }

    /// <summary>Removes what is there of a job.</summary>
    /// <exception cref="InputException">The folder cannot be written, or what is there is no job.</exception>
    public void Discard(string name) =>
        Guarded(() =>
        {
            if (Directory.Exists(Half(name)))
                Directory.Delete(Half(name), recursive: true);
            if (!Directory.Exists(Place(name)))
                return;
            if (!File.Exists(Path.Combine(Place(name), RecordFile)))
                throw new InputException(Place(name), "a finished job or nothing", "another folder", "choose an empty output folder");
            var old = Half("~" + name); // no job has such a name
            Directory.CreateDirectory(Unfinished);
            Directory.Move(Place(name), old);
            Directory.Delete(old, recursive: true);
        });

    /// <summary>Writes a job, whole or not at all.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="key">Its key.</param>
    /// <param name="result">Its result.</param>
    /// <param name="write">Writes its files into a folder and tells their names.</param>
    /// <exception cref="InputException">The folder cannot be written.</exception>
    public void Save(string name, string key, JobResult result, Func<string, IReadOnlyList<string>> write) =>
        Guarded(() =>
        {
            var half = Half(name);
            var files = write(half).Select(f => FileDigest.Of(Path.Combine(half, f))).ToArray();
            AtomicFile.WriteText(Path.Combine(half, RecordFile), JsonSerializer.Serialize(new Stored(key, files, result), Json) + "\n");
            Directory.CreateDirectory(Path.GetDirectoryName(Place(name))!);
            Directory.Move(half, Place(name));
        });

    /// <summary>Writes a file of the whole batch by way of the unfinished folder, so that no kill leaves half of one in sight.</summary>
    /// <exception cref="InputException">The folder cannot be written.</exception>
    public void Publish(string name, Action<string> write) =>
        Guarded(() =>
        {
            var half = Path.Combine(Half(Batch), name);
            write(half);
            File.Move(half, Path.Combine(_folder, name), overwrite: true);
        });

    /// <summary>Removes what only unfinished work needs.</summary>
    /// <exception cref="InputException">The folder cannot be written.</exception>
    public void Finish() =>
        Guarded(() =>
        {
            if (Directory.Exists(Half(Batch)))
                Directory.Delete(Half(Batch));
            if (Directory.Exists(Unfinished) && !Directory.EnumerateFileSystemEntries(Unfinished).Any())
                Directory.Delete(Unfinished);
        });

    /// <summary>Gives the folder back.</summary>
    public void Dispose() => _lock.Dispose();

    private void Guarded(Action work)
    {
        try
        {
            work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                _folder,
                "a folder that can be written",
                e.GetType().Name,
                "free the disk or check its rights, then run the same command again",
                e
            );
        }
    }

    private string Half(string name) => Path.Combine(Unfinished, name);

    private sealed record Stored(string Key, IReadOnlyList<FileDigest> Files, JobResult Result);
}
