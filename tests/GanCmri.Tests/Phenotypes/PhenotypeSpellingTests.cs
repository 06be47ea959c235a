using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using CsvHelper.Configuration.Attributes;
using GanCmri.Phenotypes;

namespace GanCmri.Tests.Phenotypes;

/// <summary>The registry is the only place that spells phenotypes.</summary>
public partial class PhenotypeSpellingTests
{
    [Fact]
    public void Sources_SpellNoPhenotypeButInTheRegistry()
    {
        var literals =
            from file in Directory.EnumerateFiles(Sources(), "*.cs", SearchOption.AllDirectories)
            where
                !file.EndsWith(nameof(PhenotypeRegistry) + ".cs", StringComparison.Ordinal)
                && !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            from line in File.ReadLines(file)
            // Names of columns in attributes: the next test.
            where !line.TrimStart().StartsWith("//", StringComparison.Ordinal) && !line.Contains("Name(\"", StringComparison.Ordinal)
            from Match literal in Literal().Matches(line)
            where
                !literal.Groups[1].Value.StartsWith("--", StringComparison.Ordinal)
                && PhenotypeNames.Find(literal.Groups[1].Value) is not null
            select $"{Path.GetRelativePath(Sources(), file)}: {literal.Value}";
        Assert.Empty(literals);
    }

    /// <summary>Rows that CsvHelper reads and writes lie below the registry: their headers are its names all the same.</summary>
    [Fact]
    public void Rows_SpellPhenotypesAsTheRegistryDoes()
    {
        var named =
            from type in typeof(Phenotype).Assembly.GetTypes()
            from property in type.GetProperties()
            let header = property.GetCustomAttribute<NameAttribute>()?.Names[0]
            where header is not null && (PhenotypeNames.Find(header) ?? PhenotypeNames.Find(property.Name)) is not null
            select (Header: header, Property: property.Name);
        Assert.Contains((PhenotypeRegistry.LvArea.Name, PhenotypeRegistry.LvArea.Column), named);
        Assert.All(named, n => Assert.Equal((PhenotypeNames.Find(n.Property)!.Name, PhenotypeNames.Find(n.Header)!.Column), n));
    }

    private static string Sources([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "src"));

    [GeneratedRegex("\"((?:[^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex Literal();
}
