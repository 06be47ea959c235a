using GanCmri.Formats;
using GanCmri.Runtime;

namespace GanCmri.Trajectories.Stacks;

/// <summary>A fitted <see cref="StackTrajectory"/> on disk, as JSON.</summary>
/// <param name="Stack">The way from base to apex.</param>
/// <param name="Layers">1 for latents in W, NumWs for W+.</param>
/// <param name="Provenance">Where it comes from.</param>
internal sealed record StackFile(StackTrajectory Stack, int Layers, Provenance Provenance)
{
    private const string Format = "gancmri-stack";

    /// <summary>Writes the file.</summary>
    public void Write(string path)
    {
        var place = Stack.Place;
        var stored = new Stored(Format, 1, Layers, Stack.Coefficients, place.Centre, place.Mean, place.Slope, place.HeldOutR, Provenance);
        VersionedJson.Write(path, stored);
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="InputException">It is missing or is no such file.</exception>
    public static StackFile Read(string path)
    {
        const string Remedy = "make it with gancmri trajectory stack";
        var stored = VersionedJson.Read<Stored>(path, "a stack trajectory", Remedy, s => s is { Format: Format, Version: 1 });
        float[][] vectors = [.. stored.Coefficients, stored.Centre, stored.Slope];
        Vectors.RequireSameLength(vectors, path);
        Vectors.RequireFinite(vectors.SelectMany(v => v).Append((float)stored.Mean), path);
        return new StackFile(
            new StackTrajectory(stored.Coefficients, new SlicePlace(stored.Centre, stored.Mean, stored.Slope, stored.HeldOutR)),
            stored.Layers,
            stored.Provenance
        );
    }

    private sealed record Stored(
        string Format,
        int Version,
        int Layers,
        IReadOnlyList<float[]> Coefficients,
        float[] Centre,
        double Mean,
        float[] Slope,
        double HeldOutR,
        Provenance Provenance
    );
}
