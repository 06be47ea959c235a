using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GanCmri.Tests;

/// <summary>C# that stands in documentation, compiled beside everything that the tests can see.</summary>
internal static class CSharpCode
{
    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Select(dll => MetadataReference.CreateFromFile(dll)),
    ];

    /// <summary>A compilation without sources.</summary>
    public static CSharpCompilation Compilation(OutputKind kind) =>
        CSharpCompilation.Create(
            "Examples",
            references: References,
            options: new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable)
        );
}
