using GanCmri.Cli.Tests.Endurance;
using GanCmri.Tests;

namespace GanCmri.Endurance;

/// <summary>canary: every verb that takes a person's files, on files of a made-up person, each in a process of its own.</summary>
internal static class CanaryCommand
{
    public static int Run()
    {
        using var folder = new TemporaryFolder();
        Scenes.WriteModels(folder.File("models"));
        Canary.Write(folder.File("in"));
        CanaryNames.Write(folder.File("named"), folder.File("in"));
        return Look("headers", Canary.Commands(folder.File("in"), folder.File("models"), Made("headers")), tables: false)
            + Look("names and tables", CanaryCommands.Of(folder.File("named"), folder.File("models"), Made("names")), tables: true);

        string Made(string name) => Directory.CreateDirectory(folder.File(name)).FullName;

        int Look(string what, IEnumerable<string[]> commands, bool tables)
        {
            var ends = commands.Select(c => (Verb: c[0], End: Gancmri.Run(c))).ToArray();
            var text = string.Join('\n', ends.Select(e => e.End.Text));
            string[] found = [.. Canary.Found(folder.File(what.Split(' ')[0]), text, tables)];
            Console.WriteLine(
                $"canary in {what}: {ends.Length} commands of {ends.DistinctBy(e => e.Verb).Count()} verbs, "
                    + $"{ends.Count(e => e.End.Code == 0)} end well, {found.Length} faults"
            );
            foreach (var place in found)
                Console.WriteLine("  " + place);
            foreach (var odd in ends.Where(e => e.End.Code != 0 && !e.End.IsRefusal))
                Console.WriteLine($"  {odd.Verb} ends with {odd.End.Code}: {odd.End.Text}");
            return found.Length > 0 ? 1 : 0;
        }
    }
}
