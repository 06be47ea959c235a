using System.CommandLine;
using GanCmri.Runtime;
using GanCmri.Studies.Cohorts;

namespace GanCmri.Cli.Tests;

/// <summary>The examples of --help are commands that the program takes, and what they call shipped is.</summary>
public class ExamplesTests
{
    private const string Mark = "Example: gancmri ";

    [Fact]
    public void Examples_AreCommands()
    {
        var examples = All().ToArray();
        Assert.True(examples.Length > 30, $"{examples.Length} examples found");
        Assert.Empty(examples.Select(e => (e, App.Fault(App.Root().Parse(e)))).Where(f => f.Item2 is not null).Select(f => $"{f}"));
    }

    [Fact]
    public void Examples_NameWhatShips()
    {
        var words = All().SelectMany(e => e.Split(' ').Zip(e.Split(' ').Skip(1))).ToArray();
        var specs = words.Where(w => w.First == "--spec").Select(w => w.Second).ToArray();
        var models = words.Select(w => w.Second).Where(w => w.StartsWith("sax", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(specs);
        Assert.NotEmpty(models);
        Assert.All(specs, s => Assert.True(File.Exists(ShippedCohorts.File(s)), s));
        Assert.All(models, m => Assert.True(File.Exists(ShippedModels.Named(m, "generator.safetensors", "encoder.safetensors")), m));
    }

    // Those on lines of their own: others are followed by more text.
    private static IEnumerable<string> All() =>
        Verbs(App.Root())
            .SelectMany(v => (v.Description ?? "").Replace("\\\n", " ", StringComparison.Ordinal).Split('\n'))
            .Select(l => l.Trim())
            .Where(l => l.StartsWith(Mark, StringComparison.Ordinal))
            .SelectMany(l => l[Mark.Length..].Split("; gancmri "))
            .Select(l => string.Join(' ', l.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    private static IEnumerable<Command> Verbs(Command command) => command.Subcommands.SelectMany(Verbs).Prepend(command);
}
