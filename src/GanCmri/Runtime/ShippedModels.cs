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
        throw Missing(name, "a shipped model", Directory.Exists(Home) ? Directory.EnumerateDirectories(Home) : []);
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
            : throw Missing(Path.Combine(name, file), $"a file of {name}", Directory.EnumerateFiles(Folder(name)));
    }

    /// <summary>
    /// A file that a user names: one that is there, a folder's usual one, or a shipped one by the name of its models ("sax64") or of models
    /// and file ("sax64/lv-area.json"). What is none of these stays as it is.
    /// </summary>
    /// <param name="given">What the user wrote.</param>
    /// <param name="usual">Which file of a folder or of shipped models is meant where none is named; the first that is there.</param>
    internal static string Named(string given, params IReadOnlyList<string> usual)
    {
        if (given.Length == 0 || System.IO.File.Exists(given))
            return given;
        string[] parts = given.Split('/', '\\');
        var shipped = parts.Length <= 2 && parts.All(p => p is not ("" or "." or "..")) ? Path.Combine([Home, .. parts]) : null;
        return new[] { given, shipped }
                .OfType<string>()
                .SelectMany(f => usual.Select(u => Path.Combine(f, u)).Prepend(f))
                .FirstOrDefault(System.IO.File.Exists)
            ?? given;
    }

    /// <summary>The files of all shipped models whose name is like a pattern; none where the models are not beside the program.</summary>
    internal static IEnumerable<string> Files(string pattern)
    {
        return Directory.Exists(Home)
            ? Directory.EnumerateFiles(Home, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            : [];
    }

    private static InputException Missing(string name, string expected, IEnumerable<string> known)
    {
        var names = string.Join(", ", known.Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
        return names.Length > 0
            ? new InputException(name, $"{expected}, one of {names}", "another name", "correct it")
            : new InputException(
                name,
                $"{expected} in {Home}",
                "no models there",
                "add the package GanCmri.Models to the project, or in this repository build the project again"
            );
    }
}
