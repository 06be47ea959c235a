using System.Collections.Concurrent;
using System.Security.Cryptography;
using GanCmri.Formats;
using GanCmri.Runtime;

namespace GanCmri.Learning.Saving;

/// <summary>Weights by path and content: a saved pipeline holds its networks' files where they are small, and else names them.</summary>
/// <param name="Path">The file's full path when the model was saved; its name alone where the model holds it.</param>
/// <param name="Sha256">The file's SHA-256, lower-case hexadecimal.</param>
public sealed record WeightsReference(string Path, string Sha256)
{
    private static readonly ConcurrentDictionary<(string Path, long Length, DateTime Written), string> Hashes = new();

    /// <summary>The file itself, where a saved model held it; else null.</summary>
    internal byte[]? Content { get; init; }

    /// <summary>Refers to a file.</summary>
    /// <exception cref="InputException">There is no such file.</exception>
    public static WeightsReference To(string path)
    {
        if (!File.Exists(path))
            throw new InputException(path, "a file of network weights", InputFile.Instead(path), "check the path");
        return new WeightsReference(System.IO.Path.GetFullPath(path), Hash(path));
    }

    /// <summary>
    /// Finds the file again: in the model itself if it holds it; else in the folder asked for, beside the model, at the same place relative
    /// to the model's folder or one above it, or where it was; then, by its content alone, beside the model, beside the program and among
    /// the shipped models. A file counts only if its content is the same.
    /// </summary>
    /// <exception cref="InputException">It is nowhere, or has changed.</exception>
    internal WeightsReference Locate(RestoreContext context)
    {
        if (Content is not null)
            return Convert.ToHexStringLower(SHA256.HashData(Content)) == Sha256
                ? this
                : throw new InputException(
                    context.ModelPath,
                    $"the weights '{FileName}' as saved",
                    "other content",
                    "save the model again"
                );
        var present = Candidates(context).Distinct().Where(File.Exists).ToArray();
        if (present.FirstOrDefault(p => Hash(p) == Sha256) is { } same)
            return this with { Path = System.IO.Path.GetFullPath(same) };
        var name = FileName;
        if (WeightsByContent.Find(Sha256, System.IO.Path.GetExtension(name), context) is { } twin)
            return this with { Path = twin };
        if (present.Length > 0)
        {
            throw new InputException(
                present[0],
                $"the weights the model was saved with (SHA-256 {Sha256[..12]}...)",
                $"other content (SHA-256 {Hash(present[0])[..12]}...)",
                "put the original file back, or fit the pipeline again"
            );
        }

        throw new InputException(
            context.ModelPath,
            $"its weights '{name}' beside it or at {Path}",
            $"no such file, and none of the same content (SHA-256 {Sha256[..12]}...) beside the model, beside the program or among the "
                + "shipped models",
            $"copy {name} to the model's folder, or pass weightsFolder to LoadModel"
        );
    }

    /// <summary>Loads the network from wherever its file is.</summary>
    /// <exception cref="InputException">The file has changed since it was referred to.</exception>
    internal T Load<T>(Func<string, T> load)
    {
        if (Content is not null)
            return EmbeddedWeights.Load(this, Content, load);
        if (File.Exists(Path) && Hash(Path) != Sha256)
            throw new InputException(
                Path,
                $"the weights that the step was made with (SHA-256 {Sha256[..12]}...)",
                $"other content (SHA-256 {Hash(Path)[..12]}...)",
                "put that file back, or make the step anew"
            );
        return load(Path);
    }

    // The last part of a path that may come from another system.
    internal string FileName => Path[(Path.LastIndexOfAny(['/', '\\']) + 1)..];

    private IEnumerable<string> Candidates(RestoreContext context)
    {
        if (context.WeightsFolder is not null)
            yield return System.IO.Path.Combine(context.WeightsFolder, FileName);
        var parts = Path.Split(['/', '\\'], StringSplitOptions.RemoveEmptyEntries);
        var folder = Directory.GetParent(System.IO.Path.GetFullPath(context.ModelPath));
        for (var up = 0; up < 4 && folder is not null; up++, folder = folder.Parent)
        {
            for (var tail = 1; tail <= Math.Min(parts.Length, 4); tail++)
                yield return System.IO.Path.Combine([folder.FullName, .. parts[^tail..]]);
        }

        yield return Path;
    }

    internal static string Hash(string path)
    {
        var file = new FileInfo(path);
        return Hashes.GetOrAdd(
            (file.FullName, file.Length, file.LastWriteTimeUtc),
            _ =>
            {
                using var stream = file.OpenRead();
                return Convert.ToHexStringLower(SHA256.HashData(stream));
            }
        );
    }
}
