using GanCmri.Runtime;
using GanCmri.Trajectories;
using GanCmri.Trajectories.Directions;

namespace GanCmri.Studies.Fitting;

/// <summary>Direction files without what each has in common with the others. Fields are left out: they leave the other phenotype where it
/// is already.</summary>
internal static class DirectionOrthogonalisation
{
    /// <summary>Writes each direction without its part in the span of the others, under its own name.</summary>
    /// <param name="files">Directions (.json) of one network, two or more.</param>
    /// <param name="folder">Where they go; none of the files given lies there.</param>
    /// <returns>The directions written.</returns>
    /// <exception cref="InputException">A file would be overwritten, is no direction, or is made of the others.</exception>
    public static DirectionSet Write(IReadOnlyList<string> files, string folder)
    {
        string[] outputs = [.. files.Select(n => Path.GetFullPath(Path.Combine(folder, Path.GetFileName(n))))];
        if (outputs.Distinct().Count() < outputs.Length || outputs.Intersect(files.Select(Path.GetFullPath)).Any())
        {
            throw new InputException(
                "--out",
                "a folder in which every direction has a name of its own",
                "files that would be overwritten",
                "choose another folder, or rename the files"
            );
        }

        DirectionFile[] read = [.. files.Select(DirectionFile.ReadJson)];
        string[] names = [.. files.Select(Path.GetFileNameWithoutExtension).OfType<string>()];
        var apart = new DirectionSet(names, [.. read.Select(f => f.Direction.Vector.ToArray())]).Orthogonalised();
        foreach (var (i, file) in read.Index())
        {
            var others = files.Where((_, j) => j != i).Select(f => FileDigest.Of(f).Sha256);
            var settings = new Dictionary<string, string>(file.Provenance.Settings) { ["orthogonal to"] = string.Join(", ", others) };
            new DirectionFile(
                file.Direction with
                {
                    Vector = apart.Directions[i],
                    Field = null,
                },
                file.Layers,
                file.Provenance with
                {
                    Settings = settings,
                }
            ).Write(outputs[i]);
        }

        return apart;
    }
}
