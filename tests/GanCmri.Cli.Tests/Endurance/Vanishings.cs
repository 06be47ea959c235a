namespace GanCmri.Cli.Tests.Endurance;

/// <summary>
/// In turn: the output folder is gone while a file is being written; the input folder is; the input is gone before the start. The run
/// ends well and whole, or is refused with nothing half-written; with the input there again the same command ends as an unbroken run.
/// </summary>
/// <param name="scene">The verb; its inputs are in "in".</param>
/// <param name="folder">Holds "in" and "out".</param>
/// <param name="seed">Of the moments.</param>
internal sealed class Vanishings(Scene scene, string folder, int seed)
{
    private readonly Random _random = new(seed);
    private readonly List<string> _faults = [];
    private int _refused;

    private string Input => Path.Combine(folder, "in");

    private string Output => Path.Combine(folder, "out");

    private string Gone => Path.Combine(folder, "gone");

    /// <summary>So many runs.</summary>
    public VanishingsResult Run(int times)
    {
        scene.Prepare(Output);
        var (whole, changes) = Writing.Watched(Output, () => Gancmri.Run(scene.Command(Output)));
        if (whole.Code != 0)
            throw new InvalidOperationException(whole.Text);
        var expected = Scene.Contents(Output);
        for (var i = 0; i < times; i++)
        {
            Directory.Delete(Output, recursive: true);
            scene.Prepare(Output);
            var what = (i % 3) switch
            {
                0 => "output",
                1 => "input",
                _ => "input before",
            };
            var end = What(what, changes);
            if (end.IsRefusal)
                _refused++;
            else if (end.Code != 0)
                _faults.Add($"{what} gone: exit code {end.Code}: {end.Text}");
            else if (Scene.Difference(expected, Written(what, expected)) is { } less)
                _faults.Add($"{what} gone: exit code 0, though {less}");
            if (what == "output" && Directory.Exists(Gone) && Scene.Contents(Output).Count > 0)
                _faults.Add($"{what} gone: files in two places");
            if (Directory.Exists(Output) && Directory.EnumerateFiles(Output, "*.tmp", SearchOption.AllDirectories).Any())
                _faults.Add($"{what} gone: half of a file stays");
            Restore(what);
            var again = Gancmri.Run(scene.Command(Output));
            if (again.Code != 0)
                _faults.Add($"{what} there again: exit code {again.Code}: {again.Text}");
            else if (Scene.Difference(expected, Scene.Contents(Output)) is { } difference)
                _faults.Add($"{what} there again: {difference}");
        }

        return new VanishingsResult(scene.Verb, seed, times, _refused, _faults);
    }

    // An output folder that is moved away when all is written takes along all; nothing is written into a new one.
    private SortedDictionary<string, string> Written(string what, SortedDictionary<string, string> expected)
    {
        if (what != "output" || !Directory.Exists(Gone))
            return Scene.Contents(Output);
        var moved = Scene.Contents(Gone);
        return new(moved.Where(f => expected.ContainsKey(f.Key)).ToDictionary()); // without the lock
    }

    private GancmriEnd What(string what, int changes)
    {
        var victim = what == "output" ? Output : Input;
        if (what == "input before")
        {
            Directory.Move(victim, Gone);
            return Gancmri.Run(scene.Command(Output));
        }

        var left = _random.Next(1, changes + 1);
        using var watcher = Writing.Watch(
            Output,
            () =>
            {
                if (Interlocked.Decrement(ref left) == 0)
                    Directory.Move(victim, Gone);
            }
        );
        return Gancmri.Run(scene.Command(Output));
    }

    private void Restore(string what)
    {
        if (!Directory.Exists(Gone))
            return;
        if (what == "output")
        {
            Directory.Delete(Gone, recursive: true);
            if (!Directory.Exists(Output))
                scene.Prepare(Output); // e.g. the shards that are joined
        }
        else
        {
            Directory.Move(Gone, Input);
        }
    }
}

/// <summary>What became of runs whose folders vanished.</summary>
internal sealed record VanishingsResult(string Verb, int Seed, int Runs, int Refused, IReadOnlyList<string> Faults)
{
    public override string ToString() =>
        $"{Verb}, vanished folder: {Runs} runs, seed {Seed}: {Refused} refused, the others whole; {Faults.Count} faults";
}
