using GanCmri.Cli.Tests.Endurance;
using GanCmri.Tests;

namespace GanCmri.Endurance;

/// <summary>kills: kill -9 again and again.</summary>
internal static class KillsCommand
{
    public static int Run(string verb, int count, int seed)
    {
        var faults = 0;
        foreach (var name in verb == "all" ? Scenes.All : [verb])
        {
            using var folder = new TemporaryFolder();
            var result = new Kills(Scenes.Of(name, folder.File("in")), folder.Path, seed)
            {
                Told = soFar => Console.Error.WriteLine("so far: " + soFar),
            }.Run(count);
            Console.WriteLine(result);
            foreach (var fault in result.Faults)
                Console.WriteLine("  " + fault);
            faults += result.Faults.Count;
        }

        return faults > 0 ? 1 : 0;
    }
}
