using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace GanCmri.Tests;

/// <summary>Holds the table of docs/architecture.md: which folder may use which.</summary>
public partial class ArchitectureTests
{
    [Fact]
    public void Folders_UseOnlyWhatTheTableAllows()
    {
        var library = Path.Combine(Root(), "src", "GanCmri");
        var allowed = Table();
        var folders = Directory.GetDirectories(library).Select(d => Path.GetFileName(d)!).Where(f => f is not ("bin" or "obj")).ToArray();
        Assert.Equal(allowed.Keys.Order(), folders.Order());
        var breaches = from folder in folders
                       from file in Directory.EnumerateFiles(Path.Combine(library, folder), "*.cs", SearchOption.AllDirectories)
                       from use in Uses(File.ReadAllText(file), folders)
                       where use != folder && !allowed[folder].Contains(use)
                       select $"{Path.GetRelativePath(library, file)} uses {use}";
        Assert.Empty(breaches);
    }

    [Fact]
    public void MachineLearning_IsUsedByLearningAlone()
    {
        var library = Path.Combine(Root(), "src", "GanCmri");
        var users = Directory.EnumerateFiles(library, "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(f => File.ReadAllText(f).Contains("using Microsoft.ML", StringComparison.Ordinal))
            .Select(f => Path.GetRelativePath(library, f).Split(Path.DirectorySeparatorChar)[0]).Distinct();
        Assert.Equal(["Learning"], users);
    }

    [Fact]
    public void WhatTheProcessorHas_IsAskedForANoteAlone()
    {
        var asking = Directory.EnumerateFiles(Path.Combine(Root(), "src"), "*.cs", SearchOption.AllDirectories)
            .Where(f => Regex.IsMatch(File.ReadAllText(f), @"HasBFloat16\(|\b\w+\.IsSupported\b"))
            .Select(f => Path.GetFileName(f)).Order();
        Assert.Equal(["CommonOptions.cs", "TorchDevice.cs"], asking);
    }

    [Fact]
    public void Types_HaveNamesOfTheirOwn()
    {
        var types = typeof(GanCmri.Phenotypes.Phenotype).Assembly.GetTypes()
            .Where(t => !t.IsNested && t.Namespace?.StartsWith("GanCmri", StringComparison.Ordinal) == true && !t.IsDefined(typeof(CompilerGeneratedAttribute), false));
        Assert.Empty(types.GroupBy(t => t.Name).Where(g => g.Count() > 1).Select(g => string.Join(" and ", g.Select(t => t.FullName))));
    }

    private static Dictionary<string, HashSet<string>> Table()
    {
        var table = new Dictionary<string, HashSet<string>>();
        foreach (var line in File.ReadLines(Path.Combine(Root(), "docs", "architecture.md")))
        {
            var cells = line.Split('|', StringSplitOptions.TrimEntries);
            if (cells.Length != 5 || !Word().IsMatch(cells[1])) continue;
            var earlier = table.Keys.ToHashSet();
            table[cells[1]] = cells[3].StartsWith("all above", StringComparison.Ordinal)
                ? [.. earlier.Except(Words(cells[3]))]
                : [.. Words(cells[3])];
        }

        return table;

        static IEnumerable<string> Words(string cell) => Word().Matches(cell).Select(m => m.Value);
    }

    private static IEnumerable<string> Uses(string source, string[] folders) =>
        folders.Where(f => Regex.IsMatch(source, $@"\bGanCmri\.{f}\b"));

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "GanCmri.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }

    [GeneratedRegex(@"\b[A-Z][a-z]+\b")]
    private static partial Regex Word();
}
