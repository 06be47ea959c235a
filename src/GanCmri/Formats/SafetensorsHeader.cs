using System.Globalization;
using System.Text;
using System.Text.Json;
using GanCmri.Runtime;

namespace GanCmri.Formats;

/// <summary>The JSON header of a safetensors file.</summary>
internal sealed record SafetensorsHeader(
    IReadOnlyDictionary<string, SafetensorsEntry> Tensors,
    IReadOnlyDictionary<string, string> Metadata
)
{
    private const string MetadataKey = "__metadata__";

    /// <summary>Parses the header strictly: known types, sizes that match, data without holes or overlaps that ends with the
    /// file.</summary>
    public static SafetensorsHeader Parse(ReadOnlyMemory<byte> json, long dataStart, long fileLength, string where)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 8, AllowDuplicateProperties = false });
            var tensors = new Dictionary<string, SafetensorsEntry>(StringComparer.Ordinal);
            var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var item in document.RootElement.EnumerateObject())
            {
                if (item.Name == MetadataKey)
                    foreach (var pair in item.Value.EnumerateObject())
                        metadata.Add(pair.Name, pair.Value.GetString() ?? throw new FormatException());
                else
                    tensors.Add(item.Name, Entry(item, dataStart, fileLength, where));
            }

            var end = dataStart;
            foreach (var entry in tensors.Values.OrderBy(e => e.Offset).ThenBy(e => e.Length))
            {
                if (entry.Offset != end)
                    throw Bad(where, "tensors without gaps or overlaps", $"a gap or overlap before '{entry.Name}'");
                end += entry.Length;
            }

            return end == fileLength
                ? new(tensors, metadata)
                : throw Bad(where, "tensors up to the end of the file", $"{fileLength - end} bytes more");
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            throw new InputException(where, "a safetensors header", "JSON of another form", "save the file again", e);
        }
    }

    /// <summary>Builds the header's bytes, padded with spaces to a multiple of 8, for tensors stored in the order given.</summary>
    public static byte[] Build(IReadOnlyList<SafetensorsTensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject(MetadataKey);
            foreach (var (key, value) in metadata.OrderBy(p => p.Key, StringComparer.Ordinal))
                json.WriteString(key, value);
            json.WriteEndObject();
            long at = 0;
            foreach (var tensor in tensors)
            {
                json.WriteStartObject(tensor.Name);
                json.WriteString("dtype", tensor.Type.ToString().ToUpperInvariant());
                json.WriteStartArray("shape");
                foreach (var n in tensor.Shape)
                    json.WriteNumberValue(n);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(at);
                json.WriteNumberValue(at += Bytes(tensor));
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        var padding = (int)(-buffer.Length & 7);
        buffer.Write(Encoding.ASCII.GetBytes(new string(' ', padding)));
        return buffer.ToArray();
    }

    /// <summary>Bytes of a tensor to write.</summary>
    public static long Bytes(SafetensorsTensor tensor) =>
        tensor.Type.Size()
        * (
            StoredTypes.Count(tensor.Shape) ?? throw new ArgumentException($"'{tensor.Name}' has a shape with a negative or too large size")
        );

    private static SafetensorsEntry Entry(JsonProperty item, long dataStart, long fileLength, string where)
    {
        var name = item.Value.GetProperty("dtype").GetString() ?? "";
        if (!Enum.TryParse<StoredType>(name, ignoreCase: true, out var type) || int.TryParse(name, CultureInfo.InvariantCulture, out _))
            throw Bad(where, "tensors of BOOL, U8..U64, I8..I64, F16, BF16, F32 or F64", $"'{item.Name}' of {name}");
        long[] shape = [.. item.Value.GetProperty("shape").EnumerateArray().Select(n => n.GetInt64())];
        long[] range = [.. item.Value.GetProperty("data_offsets").EnumerateArray().Select(n => n.GetInt64())];
        if (range is [_, var end] && end > fileLength - dataStart)
            throw Bad(where, $"{dataStart + (Int128)end} bytes or more", $"{fileLength}: the file ends early");
        if (
            range is not [>= 0 and var from, var to]
            || to < from
            || to > fileLength - dataStart
            || StoredTypes.Count(shape) * type.Size() != to - from
        )
            throw Bad(where, "a place inside the file, of the shape's size, for each tensor", $"another place for '{item.Name}'");
        return new SafetensorsEntry(item.Name, type, shape, dataStart + from, to - from);
    }

    private static InputException Bad(string where, string expected, string found) =>
        new(where, expected, found, "save or copy the file again");
}
