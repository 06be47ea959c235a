using System.Diagnostics;

namespace GanCmri.Cli.Tests.Endurance;

/// <summary>The same command twice at once on one output: one ends well, the other ends well before or after it, or is refused; the output
/// is that of one run.</summary>
internal static class Twins
{
    private const int MostMilliseconds = 1500;

    public static TwinsResult Run(Scene scene, string folder, int seed, int times)
    {
        var random = new Random(seed);
        var output = Path.Combine(folder, "out");
        scene.Prepare(output);
        Gancmri.Run(scene.Command(output));
        var expected = Scene.Contents(output);
        Directory.Delete(output, recursive: true);
        var (refused, faults) = (0, new List<string>());
        for (var i = 0; i < times; i++)
        {
            scene.Prepare(output);
            Process[] pair = [Gancmri.Start(scene.Command(output)), Later()];
            foreach (var process in pair)
                process.WaitForExit();
            int[] codes = [.. pair.Select(p => p.ExitCode).Order()];
            foreach (var process in pair)
                process.Dispose();
            if (codes is [0, 2])
                refused++;
            if (codes is not ([0, 2] or [0, 0]))
                faults.Add($"pair {i} ends with {codes[0]} and {codes[1]}");
            else if (Scene.Difference(expected, Scene.Contents(output)) is { } difference)
                faults.Add($"pair {i}: {difference}");
            Directory.Delete(output, recursive: true);

            Process Later()
            {
                Thread.Sleep(random.Next(MostMilliseconds));
                return Gancmri.Start(scene.Command(output));
            }
        }

        return new TwinsResult(scene.Verb, seed, times, refused, faults);
    }
}

/// <summary>What became of pairs of runs.</summary>
internal sealed record TwinsResult(string Verb, int Seed, int Pairs, int Refused, IReadOnlyList<string> Faults)
{
    public override string ToString() =>
        $"{Verb}: {Pairs} pairs at once, seed {Seed}: the second refused in {Refused}, else one after the other; {Faults.Count} faults";
}
