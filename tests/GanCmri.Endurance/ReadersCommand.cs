using GanCmri.Cli.Tests.Endurance;
using GanCmri.Tests;

namespace GanCmri.Endurance;

/// <summary>readers: two commands read a frame store while a third makes it anew.</summary>
internal static class ReadersCommand
{
    public static int Run(int times)
    {
        using var folder = new TemporaryFolder();
        var result = Readers.Run(folder.Path, seed: 1, times);
        Console.WriteLine(result);
        foreach (var fault in result.Faults)
            Console.WriteLine("  " + fault);
        return result.Faults.Count > 0 ? 1 : 0;
    }
}
