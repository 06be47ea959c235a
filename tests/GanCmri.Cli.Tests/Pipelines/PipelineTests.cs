using System.Reflection;
using System.Text.RegularExpressions;

namespace GanCmri.Cli.Tests.Pipelines;

/// <summary>Every pipeline runs in quick mode on the shipped models and prints what its head says.</summary>
public class PipelineTests
{
    // Tests compile them with every project beside; people start them with those that their heads name.
    [Fact]
    public void Heads_NameTheProjectsThatAreUsed() =>
        Assert.Empty(
            from file in Sources.Code("pipelines")
            let text = File.ReadAllText(file)
            where text.Contains("using GanCmri.Reports", StringComparison.Ordinal)
            where !Regex.IsMatch(text, @"^#:project \.\./src/GanCmri\.(Reports|Cli|Studio)/", RegexOptions.Multiline)
            select Path.GetFileName(file)
        );

    [Theory]
    [InlineData("synthetic-cohort")]
    [InlineData("phenotype-direction")]
    [InlineData("pca-trajectories")]
    [InlineData("phenotype-association")]
    [InlineData("latents-to-area")]
    [InlineData("save-and-serve")]
    [InlineData("onnx-phenotypes")]
    [InlineData("released-directions")]
    [InlineData("guided-cohort")]
    [InlineData("power-study")]
    [InlineData("train-synthetic-test-real")]
    [InlineData("projection-quality")]
    [InlineData("reproduce-paper")]
    [InlineData("mixed-model")]
    [InlineData("phenome-wide-study")]
    public void Run_Quick_PrintsWhatItsHeadSays(string name)
    {
        var folder = Directory.CreateTempSubdirectory("gancmri-pipeline-").FullName;
        var expected = Expected(File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "pipelines", name + ".cs")));
        var printed = Run(
            name,
            name is "synthetic-cohort" or "released-directions" or "projection-quality" or "reproduce-paper" or "phenome-wide-study"
                ? ["--quick", folder]
                : ["--quick"]
        );
        var at = 0;
        foreach (var line in printed)
        {
            // A line of the head may stand for several alike, one after the other.
            if (at > 0 && Regex.IsMatch(line, expected[at - 1]))
                continue;
            Assert.True(at < expected.Length, $"not expected: {line}");
            Assert.Matches(expected[at++], line);
        }

        Assert.Equal(expected.Length, at);
        if (name == "synthetic-cohort")
            Assert.Equal(
                ["cines/0001.gif", "cines/0002.gif", "cines/0003.gif", "guidance.csv", "phenotypes.csv"],
                Directory
                    .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                    .Select(f => Path.GetRelativePath(folder, f).Replace('\\', '/'))
                    .Order(StringComparer.Ordinal)
            );
        Directory.Delete(folder, recursive: true);
    }

    private static string[] Run(string name, string[] arguments)
    {
        var entry = Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, "pipelines", name + ".dll")).EntryPoint!;
        var (console, output) = (Console.Out, new StringWriter());
        try
        {
            Console.SetOut(output);
            entry.Invoke(null, [arguments]);
        }
        finally
        {
            Console.SetOut(console);
        }

        return output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    // The lines below "Expected:" as patterns: # stands for a finite number.
    private static string[] Expected(string[] source) =>
        [
            .. source
                .SkipWhile(l => l != "// Expected:")
                .Skip(1)
                .TakeWhile(l => l.StartsWith("//   ", StringComparison.Ordinal))
                .Select(l => "^" + Regex.Escape(l[5..]).Replace(@"\#", @" *-?[0-9.]+(E-?[0-9]+)?") + "$"),
        ];
}
