using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace GanCmri.Tests;

/// <summary>Holds the table of docs/architecture.md: which folder may use which.</summary>
public partial class ArchitectureTests
{
    [Fact]
    public void Folders_UseOnlyWhatTheTableAllows()
    {
        var library = Path.Combine(Sources.Root, "src", "GanCmri");
        var allowed = Table();
        var folders = Directory.GetDirectories(library).Select(d => Path.GetFileName(d)!).Where(f => f is not ("bin" or "obj")).ToArray();
        Assert.Equal(allowed.Keys.Order(), folders.Order());
        var homes = Types(Assembly.Load("GanCmri")).GroupBy(t => t.Name.Split('`')[0]).ToDictionary(g => g.Key, g => g.First().Namespace!);
        var breaches =
            from folder in folders
            from file in Directory.EnumerateFiles(Path.Combine(library, folder), "*.cs", SearchOption.AllDirectories)
            from use in Uses(File.ReadAllText(file), folders, homes)
            where use != folder && !allowed[folder].Contains(use)
            select $"{Path.GetRelativePath(library, file)} uses {use}";
        Assert.Empty(breaches);
    }

    [Theory]
    [InlineData("using GanCmri.Studies.Jobs;", true)]
    [InlineData("global using static GanCmri.Studies.Medians;", true)]
    [InlineData("using Slice = GanCmri.Studies.HeartSlice;", true)]
    [InlineData("var m = Studies.Medians.Of(x);", true)]
    [InlineData("Studies.Jobs.JobRow row;", true)]
    [InlineData("new global::GanCmri.Studies.Jobs.JobRow()", true)]
    [InlineData("/// see Studies.Jobs.JobRow", false)]
    [InlineData("this.Studies.Count + Studies.Count", false)]
    public void Uses_SeesEveryWayToName(string source, bool uses) =>
        Assert.Equal(uses, Uses(source, ["Studies"], new() { ["Medians"] = "GanCmri.Studies", ["JobRow"] = "GanCmri.Studies.Jobs" }).Any());

    [Fact]
    public void MachineLearning_IsUsedByLearningAlone()
    {
        var library = Path.Combine(Sources.Root, "src", "GanCmri");
        var users = Directory
            .EnumerateFiles(library, "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(f => File.ReadAllText(f).Contains("using Microsoft.ML", StringComparison.Ordinal))
            .Select(f => Path.GetRelativePath(library, f).Split(Path.DirectorySeparatorChar)[0])
            .Distinct();
        Assert.Equal(["Learning"], users);
    }

    [Fact]
    public void WhatTheProcessorHas_IsAskedForANoteAlone()
    {
        var asking = Directory
            .EnumerateFiles(Path.Combine(Sources.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(f => Regex.IsMatch(File.ReadAllText(f), @"HasBFloat16\(|\b\w+\.IsSupported\b"))
            .Select(f => Path.GetFileName(f))
            .Order();
        Assert.Equal(["CommonOptions.cs", "Floats.cs", "TorchDevice.cs"], asking); // Floats reads memory ahead, which changes no number
    }

    [Fact]
    public void Types_HaveNamesOfTheirOwn()
    {
        string[] projects = ["GanCmri", "GanCmri.Reports", "GanCmri.Hosting", "GanCmri.Studio", "GanCmri.Cli"];
        var twice = projects
            .SelectMany(p => Types(Assembly.Load(p)))
            .GroupBy(t => t.Name)
            .Where(g => g.Count() > 1)
            .Select(g => string.Join(" and ", g.Select(t => t.FullName)));
        Assert.Empty(twice);
    }

    private static IEnumerable<Type> Types(Assembly assembly) =>
        assembly
            .GetTypes()
            .Where(t =>
                !t.IsNested
                && t.Namespace?.StartsWith("GanCmri", StringComparison.Ordinal) == true
                && !t.IsDefined(typeof(CompilerGeneratedAttribute), false)
            );

    private static Dictionary<string, HashSet<string>> Table()
    {
        var table = new Dictionary<string, HashSet<string>>();
        foreach (var line in File.ReadLines(Path.Combine(Sources.Root, "docs", "architecture.md")))
        {
            var cells = line.Split('|', StringSplitOptions.TrimEntries);
            if (cells.Length != 5 || !Word().IsMatch(cells[1]))
                continue;
            var earlier = table.Keys.ToHashSet();
            table[cells[1]] = cells[3].StartsWith("all above", StringComparison.Ordinal)
                ? [.. earlier.Except(Words(cells[3]))]
                : [.. Words(cells[3])];
        }

        return table;

        static IEnumerable<string> Words(string cell) => Word().Matches(cell).Select(m => m.Value);
    }

    // In full, relative to the namespace around it ("Formats.Tables.CsvFile"), or in a using, also a global or static one or an alias; not
    // in comments.
    private static IEnumerable<string> Uses(string text, string[] folders, Dictionary<string, string> homes)
    {
        var source = Comment().Replace(text, "");
        return folders.Where(f =>
            Regex.IsMatch(source, $@"\bGanCmri\.{f}\b")
            || Regex
                .Matches(source, $@"(?<![.\w""]){f}((?:\.[A-Z]\w*)*)\.([A-Z]\w*)")
                .Any(m =>
                    Prefixes(m.Groups[1].Value + "." + m.Groups[2].Value)
                        .Any(p => homes.GetValueOrDefault(p.Type) == $"GanCmri.{f}{p.Room}")
                )
        );
    }

    // ".Jobs.JobRow.Of" may be type Jobs, type JobRow in Jobs, or type Of in Jobs.JobRow.
    private static IEnumerable<(string Room, string Type)> Prefixes(string dotted)
    {
        var parts = dotted.Split('.')[1..];
        return parts.Select((part, i) => (string.Concat(parts.Take(i).Select(room => "." + room)), part));
    }

    [GeneratedRegex(@"\b[A-Z][a-z]+\b")]
    private static partial Regex Word();

    [GeneratedRegex(@"//[^\n]*")]
    private static partial Regex Comment();
}
