using System.Runtime.CompilerServices;

namespace GanCmri.Tests.Learning;

public class ComponentsPageTests
{
    /// <summary>Set the variable GANCMRI_WRITE_DOCS to write the page instead of comparing it.</summary>
    [Fact]
    public void Write_OfTheCatalog_IsThePageInDocs()
    {
        var path = Page();
        if (Environment.GetEnvironmentVariable("GANCMRI_WRITE_DOCS") is not null)
            File.WriteAllText(path, ComponentsPage.Write());
        Assert.Equal(ComponentsPage.Write(), File.ReadAllText(path).ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Write_OfAMethod_NamesParametersDefaultsAndNamespaces()
    {
        var page = ComponentsPage.Write();
        Assert.Contains("`MapLatents(string outputColumnName, string generatorPath, string? inputColumnName = null, ", page);
        Assert.Contains(" CorrectionMode mode = CorrectionMode.Residual, ", page);
        Assert.Contains("`Report(string jobsPath, string folder, ReportModels models, bool allowOutside = false)`", page);
        Assert.Contains("| `AssociationOptions` | `IReadOnlyDictionary<string, string> References` | The level that ", page);
        Assert.Contains("| `LoadTable(string path, params string[] textColumnNames)` | `DataFrame` | ", page);
        Assert.Matches("(?m)^\\| `GanCmri.Trajectories.Motion` \\|.* `Trajectory`", page);
    }

    private static string Page([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "components.md"));
}
