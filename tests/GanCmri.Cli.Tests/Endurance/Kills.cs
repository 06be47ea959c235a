using System.Diagnostics;

namespace GanCmri.Cli.Tests.Endurance;

/// <summary>
/// kill -9 at seeded moments: a third at any time of a run, the others when a certain file has just been begun. Runs are killed several
/// times in a row in one folder, then one may end, and what lies there is compared with an unbroken run. A run that ends before its moment
/// is no kill; the next begins in a new folder. A kill counts as one while writing if a file that this very run had begun is found without
/// its name; locks are no such files.
/// </summary>
internal sealed class Kills(Scene scene, string folder, int seed)
{
    private const int InARow = 8,
        Killed = 128 + 9,
        MostFaults = 5,
        MostMilliseconds = 40,
        MostMinutes = 10, // of one run
        MostRuns = 20; // for each kill
    private readonly Random _random = new(seed);
    private readonly List<string> _faults = [];
    private int _runs,
        _kills,
        _writing,
        _early,
        _late,
        _compared;

    /// <summary>Told how far it is, after each folder.</summary>
    public Action<KillsResult>? Told { get; init; }

    /// <summary>Kills so many runs.</summary>
    public KillsResult Run(int kills)
    {
        var output = Path.Combine(folder, "out"); // one name for all, as some files tell it
        scene.Prepare(output);
        var clock = Stopwatch.StartNew();
        var (end, files) = Writing.Watched(output, () => Gancmri.Run(scene.Command(output)));
        if (end.Code != 0)
            return Result($"the unbroken run ends with {end.Code}: {end.Text}");
        var (time, expected) = (clock.Elapsed, Scene.Contents(output));
        Directory.Delete(output, recursive: true);
        while (_kills < kills && _faults.Count < MostFaults && _runs < MostRuns * kills)
        {
            scene.Prepare(output);
            var begun = 0;
            for (var i = 0; i < InARow && _kills < kills && IsKilled(output, time, files, ref begun); i++)
            {
                _kills++;
                var found = Scene.Contents(output);
                if (expected.All(f => found.GetValueOrDefault(f.Key) == f.Value))
                    _late++;
            }

            var last = Gancmri.Run(scene.Command(output));
            _compared++;
            if (last.Code != 0)
                _faults.Add($"after {_kills} kills the run ends with {last.Code}: {last.Text}");
            else if (Scene.Difference(expected, Scene.Contents(output)) is { } difference)
                _faults.Add($"after {_kills} kills {difference}");
            Directory.Delete(output, recursive: true);
            Told?.Invoke(Result(null));
        }

        return Result(null);
    }

    private bool IsKilled(string output, TimeSpan time, int files, ref int begunBefore)
    {
        _runs++;
        var before = Files(output);
        var anyTime = _kills % 3 == 0;
        var (begun, at) = (0, anyTime ? 0 : _random.Next(Math.Max(1, files - begunBefore)) + 1);
        Process? running = null;
        using var watcher = Writing.Watch(
            output,
            () =>
            {
                if (Interlocked.Increment(ref begun) == at)
                    running?.Kill(); // here and now: a small file is written within a millisecond
            },
            (int)(MostMilliseconds * Math.Pow(_random.NextDouble(), 3)) // mostly at once: many folders are written in a moment
        );
        using var process = running = Gancmri.Start(scene.Command(output));
        if (!process.WaitForExit(anyTime ? time * _random.NextDouble() : TimeSpan.FromMinutes(MostMinutes)))
            process.Kill();
        process.WaitForExit();
        begunBefore += Interlocked.Exchange(ref begun, int.MinValue); // what the watcher still tells comes too late
        if (process.ExitCode != Killed)
        {
            if (process.ExitCode != 0)
                _faults.Add($"after {_kills} kills a run ends with {process.ExitCode}");
            return false;
        }

        var changed = Files(output).Where(f => !before.TryGetValue(f.Key, out var then) || then != f.Value).Select(f => f.Key).ToArray();
        if (changed.Any(IsHalf))
            _writing++;
        else if (changed.Length == 0)
            _early++;
        return true;
    }

    // Begun and not yet in its place: a temporary file, or one of a temporary folder.
    private static bool IsHalf(string path) =>
        path.EndsWith(".tmp", StringComparison.Ordinal)
        || path.Contains(".tmp/", StringComparison.Ordinal)
        || path.Contains("/unfinished/", StringComparison.Ordinal); // of a job

    // Without locks, which tell nothing.
    private static Dictionary<string, DateTime> Files(string folder) =>
        Directory
            .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(f => !Writing.IsLock(f))
            .ToDictionary(f => f, File.GetLastWriteTimeUtc);

    private KillsResult Result(string? fault) =>
        new(scene.Verb, seed, _kills, _writing, _early, _late, _compared, fault is null ? _faults : [fault]);
}

/// <summary>What became of killed runs.</summary>
/// <param name="Verb">The verb.</param>
/// <param name="Seed">Of the moments.</param>
/// <param name="Killed">Runs killed.</param>
/// <param name="Writing">Of these, while a file was half written or not yet renamed.</param>
/// <param name="Early">Of these, before anything was written.</param>
/// <param name="Late">Of these, when all was written.</param>
/// <param name="Compared">Runs that ended and were compared with an unbroken one.</param>
/// <param name="Faults">Differences.</param>
internal sealed record KillsResult(
    string Verb,
    int Seed,
    int Killed,
    int Writing,
    int Early,
    int Late,
    int Compared,
    IReadOnlyList<string> Faults
)
{
    public override string ToString() =>
        $"{Verb}: {Killed} kills, seed {Seed}: {Writing} while a file was being written, {Early} before anything was, {Late} when all was; "
        + $"{Compared} folders compared with an unbroken run, {Faults.Count} faults";
}
