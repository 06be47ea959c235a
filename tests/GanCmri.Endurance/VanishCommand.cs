using GanCmri.Cli.Tests.Endurance;
using GanCmri.Tests;

namespace GanCmri.Endurance;

/// <summary>vanish: folders that are gone.</summary>
internal static class VanishCommand
{
    public static int Run(string verb, int count)
    {
        var faults = 0;
        foreach (var name in verb == "all" ? Scenes.All : [verb])
        {
            using var folder = new TemporaryFolder();
            var result = new Vanishings(Scenes.Of(name, folder.File("in")), folder.Path, seed: 1).Run(count);
            Console.WriteLine(result);
            foreach (var fault in result.Faults)
                Console.WriteLine("  " + fault);
            faults += result.Faults.Count;
        }

        return faults > 0 ? 1 : 0;
    }
}
