using GanCmri.Runtime;

namespace GanCmri.Trajectories.Directions;

/// <summary>
/// A folder of directions as released with GANcMRI: transitions 01.npy, 12.npy, … 4849.npy and named directions (time.npy, lv_area.npy, …),
/// each [1, layers, WDim] float.
/// </summary>
/// <param name="Transitions">The transitions in order; empty if the folder holds none.</param>
/// <param name="Named">The other directions, by file name without ".npy", in alphabetical order.</param>
/// <param name="Layers">Layers stored in each file.</param>
/// <param name="LayerSpread">Largest difference of a number between layers; 0 when a w was broadcast.</param>
public sealed record ReleasedDirections(IReadOnlyList<float[]> Transitions, DirectionSet Named, int Layers, double LayerSpread)
{
    /// <summary>Name of the ED-to-ES direction in a released folder.</summary>
    public const string TimeName = "time";

    /// <summary>Reads a folder. Where all layers are alike, latents in W come back (WDim numbers), which fit any network of that
    /// width.</summary>
    /// <exception cref="InputException">There is no such folder, no .npy file, or files of different shapes.</exception>
    public static ReleasedDirections Read(string folder)
    {
        var files = Directory.Exists(folder)
            ? Directory.GetFiles(folder, "*.npy").ToDictionary(f => Path.GetFileNameWithoutExtension(f))
            : [];
        if (files.Count == 0)
            throw new InputException(folder, "a folder of .npy directions", "none", "give the folder with 01.npy, 12.npy, … or time.npy");
        List<string> steps = [];
        for (var i = 0; files.ContainsKey($"{i}{i + 1}"); i++)
            steps.Add($"{i}{i + 1}");
        var names = files.Keys.Except(steps).Order(StringComparer.Ordinal).ToArray();
        var vectors = steps.Concat(names).ToDictionary(n => n, n => LayeredVector.Read(files[n]));
        var first = vectors.Values.First();
        foreach (var (name, other) in vectors)
        {
            if (other.Layers != first.Layers || other.Width != first.Width)
            {
                throw new InputException(
                    files[name],
                    $"{first.Layers} x {first.Width} numbers as in the other files",
                    $"{other.Layers} x {other.Width}",
                    "keep directions of different networks in different folders"
                );
            }
        }

        var broadcast = vectors.Values.All(v => v.Latent().Length == v.Width);
        float[] Latent(string name) => broadcast ? vectors[name].Latent() : vectors[name].Values;
        return new ReleasedDirections(
            [.. steps.Select(Latent)],
            new DirectionSet(names, [.. names.Select(Latent)]),
            first.Layers,
            vectors.Values.Max(v => v.Spread())
        );
    }
}
