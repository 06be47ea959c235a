using System.Text.Json;
using System.Text.Json.Serialization;

namespace GanCmri.Statistics;

/// <summary>p in JSON as its natural logarithm, to the last bit; NaN where there is none.</summary>
internal sealed class LogarithmOfP : JsonConverter<PValue>
{
    public override PValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        PValue.FromLn(JsonSerializer.Deserialize<double>(ref reader, options));

    public override void Write(Utf8JsonWriter writer, PValue value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.Ln, options);
}
