using System.Reflection;

namespace GanCmri.Runtime;

/// <summary>Which code runs, without asking a version control system.</summary>
internal static class CodeIdentity
{
    private static readonly Assembly Library = typeof(CodeIdentity).Assembly;
    private static readonly string[] Named = ["TorchSharp", "Microsoft.ML.Core", "MathNet.Numerics", "SixLabors.ImageSharp", "CsvHelper"];

    /// <summary>The release, e.g. "0.1.0".</summary>
    public static string Version { get; } = InformationalVersion(Library);

    /// <summary>The module version id: equal for equal source and compiler, as builds are deterministic.</summary>
    public static string ModuleVersionId { get; } = Library.ManifestModule.ModuleVersionId.ToString("N");

    /// <summary>Name and version of each package that can change results.</summary>
    public static IReadOnlyDictionary<string, string> Packages() =>
        new SortedDictionary<string, string>(
            Library
                .GetReferencedAssemblies()
                .Where(a => Named.Contains(a.Name))
                .ToDictionary(a => a.Name!, a => InformationalVersion(Assembly.Load(a))),
            StringComparer.Ordinal
        );

    private static string InformationalVersion(Assembly assembly)
    {
        var text =
            assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            ?? assembly.GetName().Version?.ToString()
            ?? "unknown";
        return text.Split('+')[0];
    }
}
