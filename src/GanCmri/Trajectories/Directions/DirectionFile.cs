using System.Text.Json;
using System.Text.Json.Serialization;
using GanCmri.Formats;
using GanCmri.Runtime;

namespace GanCmri.Trajectories.Directions;

/// <summary>
/// A phenotype direction on disk: JSON with everything (version 1: one vector for all hearts; version 2: a field beside it, by which each
/// heart goes its own way), or .npy with the bare vector as GANcMRI's files have it.
/// </summary>
/// <param name="Direction">The direction.</param>
/// <param name="Layers">1 for latents in W, NumWs for W+.</param>
/// <param name="Provenance">Where it comes from.</param>
public sealed record DirectionFile(PhenotypeDirection Direction, int Layers, Provenance Provenance)
{
    private const string Format = "gancmri-direction";
    private const int Fixed = 1,
        WithField = 2; // versions
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>Writes .npy ([1, layers, WDim] float32) if the name ends so, JSON otherwise.</summary>
    public void Write(string path)
    {
        if (IsNpy(path))
            NpyFile.Write(path, NpyArray.Of([.. Direction.Vector], 1, Layers, Direction.Vector.Count / Layers));
        else
            AtomicFile.Write(
                path,
                s =>
                    JsonSerializer.Serialize(
                        s,
                        new Stored(Format, Direction.Field is null ? Fixed : WithField, Layers, Direction, Provenance),
                        Json
                    )
            );
    }

    /// <summary>Reads a JSON file.</summary>
    /// <exception cref="InputException">It is missing or is no direction.</exception>
    public static DirectionFile ReadJson(string path)
    {
        const string Remedy = "make it with gancmri direction fit";
        try
        {
            using var stream = InputFile.Open(path, "a direction file");
            var stored = JsonSerializer.Deserialize<Stored>(stream, Json);
            if (stored is not { Format: Format, Version: Fixed or WithField, Direction.Vector.Count: > 0 })
                throw new InputException(path, "a direction of version 1 or 2", "something else", Remedy);
            Vectors.RequireFinite(stored.Direction.Vector, path);
            stored.Direction.Field?.Require(stored.Direction.Vector.Count, path);
            return new DirectionFile(stored.Direction, stored.Layers, stored.Provenance);
        }
        catch (JsonException e)
        {
            throw new InputException(path, "a direction file", "other or damaged JSON", Remedy, e);
        }
    }

    /// <summary>The bare vector of a direction file, JSON or .npy (WDim), (layers, WDim) or (1, layers, WDim); a .npy whose layers are all
    /// alike gives one layer.</summary>
    /// <exception cref="InputException">It is missing or is no direction.</exception>
    public static float[] ReadVector(string path) => IsNpy(path) ? LayeredVector.Read(path).Latent() : [.. ReadJson(path).Direction.Vector];

    /// <summary>The direction of a file; of .npy the bare vector, named after the file.</summary>
    /// <exception cref="InputException">It is missing or is no direction.</exception>
    public static PhenotypeDirection Read(string path) =>
        IsNpy(path)
            ? new PhenotypeDirection(
                Path.GetFileNameWithoutExtension(path),
                DirectionMethod.MeanSplit,
                ReadVector(path),
                double.NaN,
                0,
                0,
                double.NaN
            )
            : ReadJson(path).Direction;

    internal static bool IsNpy(string path) => path.EndsWith(".npy", StringComparison.OrdinalIgnoreCase);

    private sealed record Stored(string Format, int Version, int Layers, PhenotypeDirection Direction, Provenance Provenance);
}
