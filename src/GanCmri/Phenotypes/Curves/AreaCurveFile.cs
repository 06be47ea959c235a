using GanCmri.Formats;
using GanCmri.Runtime;

namespace GanCmri.Phenotypes.Curves;

/// <summary><see cref="AreaCurves"/> on disk, as JSON.</summary>
/// <param name="Curves">The distribution.</param>
/// <param name="Subjects">How many subjects it was learnt from.</param>
/// <param name="Slices">How many slices.</param>
internal sealed record AreaCurveFile(AreaCurves Curves, int Subjects, int Slices)
{
    private const string Format = "gancmri-area-curves";

    /// <summary>Writes the file.</summary>
    public void Write(string path)
    {
        var stored = new Stored(Format, 1, Subjects, Slices, Curves.Mean, Curves.Components, Curves.Sd);
        VersionedJson.Write(path, stored);
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="InputException">It is missing or is no such file.</exception>
    public static AreaCurveFile Read(string path)
    {
        const string Remedy = "make it with gancmri trajectory curves";
        var stored = VersionedJson.Read<Stored>(path, "area curves", Remedy, s => s is { Format: Format, Version: 1 });
        var length = AreaCurves.Steps + 1;
        if (
            stored.Mean.Count != length
            || stored.Components.Count != stored.Sd.Count
            || stored.Components.Any(c => c.Length != length || !c.All(double.IsFinite))
            || stored.Sd.Any(s => s is not (>= 0 and < 10))
        )
            throw new InputException(path, $"curves of {AreaCurves.Steps} steps", "others", Remedy);
        AreaCurve.Require(stored.Mean, path);
        return new AreaCurveFile(new AreaCurves(stored.Mean, stored.Components, stored.Sd), stored.Subjects, stored.Slices);
    }

    private sealed record Stored(
        string Format,
        int Version,
        int Subjects,
        int Slices,
        IReadOnlyList<double> Mean,
        IReadOnlyList<double[]> Components,
        IReadOnlyList<double> Sd
    );
}
