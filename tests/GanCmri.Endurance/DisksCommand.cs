using GanCmri.Cli.Tests.Endurance;
using GanCmri.Tests;

namespace GanCmri.Endurance;

/// <summary>disks: outputs on a small volume that fills up, on one that is read-only, without a file that was there, and in places with odd
/// names.</summary>
internal static class DisksCommand
{
    private const int Seed = 1,
        Fills = 4,
        Losses = 4;
    private const long Roomy = 64 << 20;

    /// <param name="verb">A verb, or "all".</param>
    /// <param name="kind">"full", "lost", "odd" or "read-only"; null: all of them.</param>
    public static int Run(string verb, string? kind = null)
    {
        var faults = 0;
        foreach (var name in verb == "all" ? Scenes.All : [verb])
        {
            var hasPlace = name is "shard" or "gather"; // their markers tell the place
            using var folder = new TemporaryFolder();
            var scene = Scenes.Of(name, folder.File("in"));
            using var volume = new SmallVolume(folder.File("volume"), Roomy);
            var output = Path.Combine(volume.Path, "out"); // one place for all, as some files tell it
            scene.Prepare(output);
            var end = Gancmri.Run(scene.Command(output));
            if (end.Code != 0)
                throw new InvalidOperationException(end.Text);
            var (expected, size) = (Scene.Contents(output), Bytes(output));
            if (kind is null or "full")
                faults += Say(name, "full", Full(scene, volume, output, expected, size));
            if (kind is null or "lost")
                faults += Say(name, "lost file", Lost(scene, output, expected));
            if ((kind is null or "odd") && !hasPlace)
                faults += Say(name, "odd name", Named(scene, folder, expected));
            if (kind is null or "read-only")
                faults += Say(name, "read-only", ReadOnly(scene, volume, output));
        }

        return faults > 0 ? 1 : 0;
    }

    private static int Say(string verb, string kind, (int Cases, List<string> Faults) found)
    {
        Console.WriteLine($"{verb}, {kind}: {found.Cases} cases, seed {Seed}, {found.Faults.Count} faults");
        foreach (var fault in found.Faults)
            Console.WriteLine("  " + fault);
        return found.Faults.Count;
    }

    private static void Anew(Scene scene, string output)
    {
        Directory.Delete(output, recursive: true);
        scene.Prepare(output);
    }

    /// <summary>A volume with less room than the output takes: refused; with more room the same command goes on and ends as an unbroken
    /// run.</summary>
    private static (int, List<string>) Full(
        Scene scene,
        SmallVolume volume,
        string output,
        SortedDictionary<string, string> expected,
        long size
    )
    {
        var (random, faults, cases) = (new Random(Seed), new List<string>(), 0);
        for (var i = 0; i < Fills; i++)
        {
            Anew(scene, output);
            var before = Bytes(output);
            volume.Resize(before + Math.Max(8192, (long)((size - before) * random.NextDouble()) / 4096 * 4096));
            var full = Gancmri.Run(scene.Command(output));
            var left = Directory.EnumerateFiles(output, "*.tmp", SearchOption.AllDirectories).Any();
            volume.Resize(Roomy);
            if (full.Code == 0)
                continue; // it was enough after all
            cases++;
            if (!full.IsRefusal)
                faults.Add($"full: exit code {full.Code}: {full.Text}");
            if (left)
                faults.Add("full: half of a file stays");
            var again = Gancmri.Run(scene.Command(output));
            if (again.Code != 0)
                faults.Add($"with room again: exit code {again.Code}: {again.Text}");
            else if (Scene.Difference(expected, Scene.Contents(output)) is { } difference)
                faults.Add($"with room again: {difference}");
        }

        return (cases, faults);
    }

    private static (int, List<string>) ReadOnly(Scene scene, SmallVolume volume, string output)
    {
        Anew(scene, output);
        volume.MakeReadOnly();
        var end = Gancmri.Run(scene.Command(output));
        return (1, end.IsRefusal ? [] : [$"exit code {end.Code}: {end.Text}"]);
    }

    /// <summary>A file of a finished output is gone: the same command ends well, or says what is missing.</summary>
    private static (int, List<string>) Lost(Scene scene, string output, SortedDictionary<string, string> expected)
    {
        var (random, faults) = (new Random(Seed), new List<string>());
        for (var i = 0; i < Losses; i++)
        {
            Anew(scene, output);
            Gancmri.Run(scene.Command(output));
            var lost = expected.Keys.ElementAt(random.Next(expected.Count));
            File.Delete(Path.Combine(output, lost));
            var end = Gancmri.Run(scene.Command(output));
            if (end.Code != 0 && !end.IsRefusal)
                faults.Add($"without {lost}: exit code {end.Code}: {end.Text}");
            if (end.Code == 0 && Scene.Difference(expected, Scene.Contents(output)) is { } difference)
                faults.Add($"without {lost}: {difference}");
        }

        return (Losses, faults);
    }

    private static (int, List<string>) Named(Scene scene, TemporaryFolder folder, SortedDictionary<string, string> expected)
    {
        var faults = new List<string>();
        foreach (var name in Places.Odd)
        {
            var output = folder.File(name);
            var end = Gancmri.Run(scene.Command(output));
            if (end.Code != 0)
                faults.Add($"{name}: exit code {end.Code}: {end.Text}");
            else if (Scene.Difference(expected, Scene.Contents(output)) is { } difference)
                faults.Add($"{name}: {difference}");
        }

        return (Places.Odd.Count, faults);
    }

    // In whole pages, as a tmpfs counts.
    private static long Bytes(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Sum(f => (new FileInfo(f).Length + 4095) / 4096 * 4096);
}
