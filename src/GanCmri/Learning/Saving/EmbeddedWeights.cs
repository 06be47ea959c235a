using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using GanCmri.Runtime;

namespace GanCmri.Learning.Saving;

/// <summary>
/// Writes references to weights, with the file itself where the model shall hold it: then no other file is needed to load it, and its path,
/// which tells of somebody's disk, is reduced to its name.
/// </summary>
/// <param name="embed">Whether to; null: files below <see cref="SmallBytes"/>.</param>
internal sealed class EmbeddedWeights(bool? embed) : JsonConverter<WeightsReference>
{
    /// <summary>Files below this are embedded unless the user says otherwise.</summary>
    public const long SmallBytes = 16_000_000;

    // Text of twice this length is still one that .NET and ML.NET can hold.
    private const long MostBytes = 256_000_000;

    public override WeightsReference Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var stored = JsonSerializer.Deserialize<Stored>(ref reader, options) ?? throw new JsonException("null weights");
        return new WeightsReference(stored.Path, stored.Sha256) { Content = stored.Content };
    }

    public override void Write(Utf8JsonWriter writer, WeightsReference value, JsonSerializerOptions options)
    {
        var content = embed == false ? null : value.Content ?? OfFile(value);
        JsonSerializer.Serialize(writer, new Stored(content is null ? value.Path : value.FileName, value.Sha256, content), options);
    }

    /// <summary>Loads a network of its embedded file, which lies in a temporary folder meanwhile.</summary>
    public static T Load<T>(WeightsReference weights, byte[] content, Func<string, T> load)
    {
        var folder = Directory.CreateTempSubdirectory("gancmri-weights-").FullName;
        try
        {
            var file = Path.Combine(folder, weights.FileName);
            File.WriteAllBytes(file, content);
            return load(file);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // The file that was fitted with. One that has gone can be named by what it was, unless it was to be in the model for sure.
    private byte[]? OfFile(WeightsReference weights)
    {
        var file = new FileInfo(weights.Path);
        if (!file.Exists && embed == true)
            throw NotFitted(weights, "no such file");
        if (!file.Exists || (embed is null && file.Length >= SmallBytes))
            return null;
        if (file.Length > MostBytes)
            throw new InputException(
                weights.Path,
                $"weights of at most {MostBytes / 1_000_000} MB to embed in a saved model",
                $"{file.Length / 1_000_000} MB",
                "save with embedWeights: false, and copy the file beside the model"
            );
        var content = File.ReadAllBytes(weights.Path);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
        return sha256 == weights.Sha256 ? content : throw NotFitted(weights, $"other content (SHA-256 {sha256[..12]}...)");
    }

    private static InputException NotFitted(WeightsReference weights, string found) =>
        new(
            weights.Path,
            $"the weights that the step was made with (SHA-256 {weights.Sha256[..12]}...), to put into the saved model",
            found,
            "put that file back, make and fit the step again, or save with embedWeights: false, which names the file"
        );

    private sealed record Stored(
        string Path,
        string Sha256,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] byte[]? Content = null
    );
}
