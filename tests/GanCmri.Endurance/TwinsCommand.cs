using GanCmri.Cli.Tests.Endurance;
using GanCmri.Tests;

namespace GanCmri.Endurance;

/// <summary>twins: two runs at once.</summary>
internal static class TwinsCommand
{
    public static int Run(string verb, int count)
    {
        var faults = 0;
        foreach (var name in verb == "all" ? Scenes.All : [verb])
        {
            using var folder = new TemporaryFolder();
            var result = Twins.Run(Scenes.Of(name, folder.File("in")), folder.Path, seed: 1, count);
            Console.WriteLine(result);
            foreach (var fault in result.Faults)
                Console.WriteLine("  " + fault);
            faults += result.Faults.Count;
        }

        return faults > 0 ? 1 : 0;
    }
}
