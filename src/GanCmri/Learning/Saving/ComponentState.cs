using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using GanCmri.Runtime;
using Microsoft.ML;

namespace GanCmri.Learning.Saving;

/// <summary>A component as text: its kind, the version of the format, and its state.</summary>
internal static class ComponentState
{
    /// <summary>The newest format this code reads. Unknown members of a state are ignored, so that older code reads newer files of one
    /// version.</summary>
    public const int Version = 1;

    private static readonly JsonSerializerOptions Json = Format(null);

    /// <summary>Writes a component.</summary>
    public static string Write(GanTransformer component)
    {
        var format = component.Context.EmbedWeights is { } embed ? Format(embed) : Json;
        var state = JsonSerializer.SerializeToElement(component.State, component.State.GetType(), format);
        return JsonSerializer.Serialize(new Envelope(component.Kind, Version, state), format);
    }

    /// <summary>Makes the component again.</summary>
    /// <exception cref="InputException">The text is damaged, of a newer version, or of an unknown kind; or weights are missing or
    /// changed.</exception>
    public static GanTransformer Read(string text, RestoreContext context)
    {
        try
        {
            var envelope = JsonSerializer.Deserialize<Envelope>(text, Json)!;
            if (envelope.Version > Version)
            {
                throw new InputException(
                    context.ModelPath,
                    $"component state of version {Version} or older",
                    $"version {envelope.Version} of '{envelope.Kind}'",
                    "update GanCmri to the version that saved the model"
                );
            }

            if (!ComponentKinds.Restorers.TryGetValue(envelope.Kind, out var restore))
            {
                throw new InputException(
                    context.ModelPath,
                    "a component of this version of GanCmri",
                    $"'{envelope.Kind}'",
                    "update GanCmri to the version that saved the model"
                );
            }

            return restore(new StateReader(envelope.State, Json), context);
        }
        catch (JsonException e)
        {
            throw new InputException(context.ModelPath, "a component state written by GanCmri", "damaged text", "save the model again", e);
        }
    }

    private static JsonSerializerOptions Format(bool? embedWeights) =>
        new()
        {
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
            Converters = { new JsonStringEnumConverter(), new FloatsConverter(), new EmbeddedWeights(embedWeights) },
        };

    private sealed record Envelope(string Kind, int Version, JsonElement State);

    // Vectors as base64 of little-endian Single: exact, and a third of the size of digits.
    private sealed class FloatsConverter : JsonConverter<float[]>
    {
        public override float[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            MemoryMarshal.Cast<byte, float>(reader.GetBytesFromBase64()).ToArray();

        public override void Write(Utf8JsonWriter writer, float[] value, JsonSerializerOptions options) =>
            writer.WriteBase64StringValue(MemoryMarshal.AsBytes(value.AsSpan()));
    }
}

/// <summary>Reads a saved state as the record it was.</summary>
internal readonly struct StateReader(JsonElement state, JsonSerializerOptions options)
{
    /// <summary>The state.</summary>
    public T As<T>() => state.Deserialize<T>(options) ?? throw new JsonException("null state");
}
