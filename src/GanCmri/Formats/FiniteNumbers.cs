using System.Text.Json;
using System.Text.Json.Serialization;

namespace GanCmri.Formats;

/// <summary>NaN, our word for "not measured", is null in JSON, which has no NaN.</summary>
internal sealed class FiniteNumbers : JsonConverter<double>
{
    /// <summary>Settings of JSON for pages: camel case, NaN as null, safe inside HTML.</summary>
    public static JsonSerializerOptions ForPages { get; } = new(JsonSerializerDefaults.Web) { Converters = { new FiniteNumbers() } };

    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
    {
        if (double.IsFinite(value))
            writer.WriteNumberValue(value);
        else
            writer.WriteNullValue();
    }
}
