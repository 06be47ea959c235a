using System.Text.RegularExpressions;

namespace GanCmri.Tests;

/// <summary>A file's namespace is its folder, in the library, the command line and the tests.</summary>
public partial class NamespaceTests
{
    [Fact]
    public void Namespaces_AreFolders()
    {
        var wrong =
            from top in (string[])["src", "tests"]
            from file in Sources.Code(top)
            let found = Namespace().Match(File.ReadAllText(file))
            let folder = Path.GetRelativePath(Path.Combine(Sources.Root, top), Path.GetDirectoryName(file)!)
                .Replace(Path.DirectorySeparatorChar, '.')
            where found.Success && found.Groups[1].Value != folder
            select $"{Path.GetRelativePath(Sources.Root, file)} is in {found.Groups[1].Value}";
        Assert.Empty(wrong);
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
