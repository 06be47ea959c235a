namespace GanCmri.Runtime;

/// <summary>The trained models that come with GanCmri, in folder "models" beside the program, or in a notebook in package GanCmri.Models;
/// each folder holds its model card.</summary>
public static class ShippedModels
{
    /// <summary>The models that are taken by default.</summary>
    internal const string Usual = "sax128";

    // A notebook has no output folder: there they lie in the package.
    private static readonly string Home =
        Path.Combine(AppContext.BaseDirectory, "models") is var beside && Directory.Exists(beside)
            ? beside
            : NuGetFolder.Find(typeof(ShippedModels).Assembly, "GanCmri.Models", "models") ?? beside;

    /// <summary>The names of those with a generator, the one that is taken by default first; none where the models are not beside the
    /// program.</summary>
    internal static IReadOnlyList<string> Generators =>
        [
            .. (Directory.Exists(Home) ? Directory.EnumerateDirectories(Home) : [])
                .Where(f => System.IO.File.Exists(new ModelFolder(f).Generator))
                .Select(f => Path.GetFileName(f))
                .OrderBy(n => n != Usual)
                .ThenBy(n => n, StringComparer.Ordinal),
        ];

    /// <summary>The folder of one model, e.g. "sax64" (generator, discriminator, directions) or "segmenter".</summary>
    /// <exception cref="InputException">It is not there.</exception>
    public static string Folder(string name)
    {
        var folder = Path.Combine(Home, name);
        if (Directory.Exists(folder))
            return folder;
        throw new InputException(
            Path.Combine("models", name),
            "a shipped model beside the program",
            "no such folder",
            "build the project again, which copies data/models"
        );
    }

    /// <summary>The segmenter that everything uses that is not told another.</summary>
    /// <exception cref="InputException">It is not there.</exception>
    public static string Segmenter => File("segmenter", "segmenter.safetensors");

    /// <summary>
    /// A segmenter that measures what another one steered, because a network sees its targets met too well in hearts that its own gradients
    /// made. Null where the only other one is not there.
    /// </summary>
    /// <param name="segmenter">The one that steers; null: <see cref="Segmenter"/>.</param>
    public static string? Judge(string? segmenter = null)
    {
        const string Other = "segmenter-judge";
        string Of(string name) => Path.Combine(Home, name, "segmenter.safetensors");
        var judge =
            segmenter is not null && Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(segmenter))) == Other
                ? Of("segmenter")
                : Of(Other);
        return System.IO.File.Exists(judge) ? judge : null;
    }

    /// <summary>One file of a model.</summary>
    /// <exception cref="InputException">It is not there.</exception>
    public static string File(string name, string file)
    {
        var path = Path.Combine(Folder(name), file);
        return System.IO.File.Exists(path)
            ? path
            : throw new InputException(
                Path.Combine("models", name, file),
                "a shipped file",
                "none",
                "build the project again, which copies data/models"
            );
    }

    /// <summary>The files of all shipped models whose name is like a pattern; none where the models are not beside the program.</summary>
    internal static IEnumerable<string> Files(string pattern)
    {
        return Directory.Exists(Home)
            ? Directory.EnumerateFiles(Home, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            : [];
    }
}
