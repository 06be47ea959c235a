using GanCmri.Tests;
using GanCmri.Tests.Endurance;

namespace GanCmri.Endurance;

/// <summary>disks: outputs on a small volume that fills up, on one that is read-only, without a file that was there, and in places with odd
/// names.</summary>
internal static class DisksCommand
{
    private const int Seed = 1,
        Fills = 4,
        Losses = 4;

    public static int Run()
    {
        var faults = 0;
        foreach (var verb in Scenes.Verbs)
        {
            using var folder = new TemporaryFolder();
            var scene = Scenes.Of(verb, folder.File("in"));
            var end = Gancmri.Run(scene.Command(folder.File("whole")));
            if (end.Code != 0)
                throw new InvalidOperationException(end.Text);
            var expected = Scene.Contents(folder.File("whole"));
            faults +=
                Say(verb, "full", Full(scene, folder, expected))
                + Say(verb, "read-only", ReadOnly(scene, folder))
                + Say(verb, "lost file", Lost(scene, folder, expected))
                + Say(verb, "odd name", Named(scene, folder, expected));
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

    /// <summary>A volume with less room than the output takes: refused; with more room the same command goes on and ends as an unbroken
    /// run.</summary>
    private static (int, List<string>) Full(Scene scene, TemporaryFolder folder, SortedDictionary<string, string> expected)
    {
        var (random, faults) = (new Random(Seed), new List<string>());
        var size = Directory
            .EnumerateFiles(folder.File("whole"), "*", SearchOption.AllDirectories)
            .Sum(f => (new FileInfo(f).Length + 4095) / 4096 * 4096);
        for (var i = 0; i < Fills; i++)
        {
            using var volume = new SmallVolume(folder.File("volume"), Math.Max(8192, (long)(size * random.NextDouble()) / 4096 * 4096));
            var output = Path.Combine(volume.Path, "out");
            var full = Gancmri.Run(scene.Command(output));
            if (full.Code == 0)
                continue; // it was enough after all
            if (!full.IsRefusal)
                faults.Add($"full ({volume.Bytes} of {size} bytes): exit code {full.Code}: {full.Text}");
            if (Directory.Exists(output) && Directory.EnumerateFiles(output, "*.tmp", SearchOption.AllDirectories).Any())
                faults.Add("full: half of a file stays");
            volume.Resize(8 * size + (4 << 20));
            var again = Gancmri.Run(scene.Command(output));
            if (again.Code != 0)
                faults.Add($"with room again: exit code {again.Code}: {again.Text}");
            else if (Scene.Difference(expected, Scene.Contents(output)) is { } difference)
                faults.Add($"with room again: {difference}");
        }

        return (Fills, faults);
    }

    private static (int, List<string>) ReadOnly(Scene scene, TemporaryFolder folder)
    {
        using var volume = new SmallVolume(folder.File("volume"), 1 << 20);
        volume.MakeReadOnly();
        var end = Gancmri.Run(scene.Command(Path.Combine(volume.Path, "out")));
        return (1, end.IsRefusal ? [] : [$"exit code {end.Code}: {end.Text}"]);
    }

    /// <summary>A file of a finished output is gone: the same command ends well, or says what is missing.</summary>
    private static (int, List<string>) Lost(Scene scene, TemporaryFolder folder, SortedDictionary<string, string> expected)
    {
        var (random, faults) = (new Random(Seed), new List<string>());
        for (var i = 0; i < Losses; i++)
        {
            var output = folder.File("lost");
            Gancmri.Run(scene.Command(output));
            var lost = expected.Keys.ElementAt(random.Next(expected.Count));
            File.Delete(Path.Combine(output, lost));
            var end = Gancmri.Run(scene.Command(output));
            if (end.Code != 0 && !end.IsRefusal)
                faults.Add($"without {lost}: exit code {end.Code}: {end.Text}");
            if (end.Code == 0 && Scene.Difference(expected, Scene.Contents(output)) is { } difference)
                faults.Add($"without {lost}: {difference}");
            Directory.Delete(output, recursive: true);
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
}
