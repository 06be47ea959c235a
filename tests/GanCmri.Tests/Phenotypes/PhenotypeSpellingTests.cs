using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using CsvHelper.Configuration.Attributes;
using GanCmri.Phenotypes;
using GanCmri.Runtime;

namespace GanCmri.Tests.Phenotypes;

/// <summary>The registry is the only place that spells phenotypes.</summary>
public partial class PhenotypeSpellingTests
{
    [Fact]
    public void Sources_SpellNoPhenotypeButInTheRegistry()
    {
        var literals = from file in Directory.EnumerateFiles(Sources(), "*.cs", SearchOption.AllDirectories)
                       where !file.EndsWith(nameof(PhenotypeRegistry) + ".cs", StringComparison.Ordinal) && !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                       from line in File.ReadLines(file)
                       where !line.TrimStart().StartsWith("//", StringComparison.Ordinal) && !line.Contains("Name(\"", StringComparison.Ordinal) // those: the next test
                       from Match literal in Literal().Matches(line)
                       where !literal.Groups[1].Value.StartsWith("--", StringComparison.Ordinal) && PhenotypeNames.Find(literal.Groups[1].Value) is not null
                       select $"{Path.GetRelativePath(Sources(), file)}: {literal.Value}";
        Assert.Empty(literals);
    }

    /// <summary>Rows read and written by CsvHelper lie below the registry: their headers follow from their properties by the same rule.</summary>
    [Fact]
    public void Rows_HaveTheHeadersOfTheirProperties()
    {
        var named = from type in typeof(Phenotype).Assembly.GetTypes()
                    from property in type.GetProperties()
                    let name = property.GetCustomAttribute<NameAttribute>()
                    where name is not null
                    select (Expected: SnakeCase.Of(property.Name), Found: name.Names[0]);
        Assert.Contains(named, n => n.Found == PhenotypeRegistry.LvAreaPx.Name);
        Assert.All(named, n => Assert.Equal(n.Expected, n.Found));
    }

    private static string Sources([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "src"));

    [GeneratedRegex("\"((?:[^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex Literal();
}
