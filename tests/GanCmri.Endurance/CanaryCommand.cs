using GanCmri.Tests;
using GanCmri.Tests.Endurance;

namespace GanCmri.Endurance;

/// <summary>canary: every verb that reads cines, on files of a made-up person.</summary>
internal static class CanaryCommand
{
    public static int Run()
    {
        using var folder = new TemporaryFolder();
        Scenes.WriteModels(folder.File("models"));
        Canary.Write(folder.File("in"));
        Directory.CreateDirectory(folder.File("out"));
        var ends = Canary.Commands(folder.File("in"), folder.File("models"), folder.File("out")).Select(Gancmri.Run).ToArray();
        string[] found = [.. Canary.Found(folder.File("out"), string.Join('\n', ends.Select(e => e.Text)))];
        Console.WriteLine($"canary: {ends.Length} commands, {ends.Count(e => e.Code == 0)} end well, {found.Length} faults");
        foreach (var place in found)
            Console.WriteLine("  " + place);
        return found.Length > 0 ? 1 : 0;
    }
}
