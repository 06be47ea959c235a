using System.Reflection;
using System.Runtime.Loader;
using GanCmri.Runtime;

namespace GanCmri.Tests.Runtime;

public sealed class NuGetFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Find_AssemblyInAFolderOfPackages_IsTheNeighbourOfItsVersionElseTheNewest()
    {
        var assembly = Packed("gancmri", "0.2.0");
        Assert.Null(NuGetFolder.Find(assembly, "GanCmri.Models", "models"));
        var (newest, same) = (Models("0.10.0"), Models("0.9.0"));
        Assert.Equal(newest, NuGetFolder.Find(assembly, "GanCmri.Models", "models"));
        same = Models("0.2.0");
        Assert.Equal(same, NuGetFolder.Find(assembly, "GanCmri.Models", "models"));
        Assert.Null(NuGetFolder.Find(typeof(NuGetFolderTests).Assembly, "GanCmri.Models", "models")); // an output folder
    }

    private string Models(string version) =>
        Directory.CreateDirectory(Path.Combine(_folder.File("root"), "gancmri.models", version, "models")).FullName;

    // A copy of an assembly where NuGet would put it.
    private Assembly Packed(string id, string version)
    {
        var package = Path.Combine(_folder.File("root"), id, version);
        var library = Directory.CreateDirectory(Path.Combine(package, "lib", "net10.0")).FullName;
        File.WriteAllText(Path.Combine(package, ".nupkg.metadata"), "{}");
        var copy = Path.Combine(library, "GanCmri.Hosting.dll");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "GanCmri.Hosting.dll"), copy);
        return new AssemblyLoadContext("packed", isCollectible: true).LoadFromAssemblyPath(copy);
    }
}
