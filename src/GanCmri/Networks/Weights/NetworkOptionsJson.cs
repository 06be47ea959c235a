using System.Text.Json;
using System.Text.Json.Serialization;
using GanCmri.Runtime;

namespace GanCmri.Networks.Weights;

/// <summary>Network options as JSON, the form in which safetensors files carry them.</summary>
internal static class NetworkOptionsJson
{
    private static readonly JsonSerializerOptions Settings = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        MaxDepth = 8,
    };

    /// <summary>Writes options, e.g. {"resolution":64,"channels":1,…}.</summary>
    public static string Write<T>(T options)
        where T : class => JsonSerializer.Serialize(options, Settings);

    /// <summary>Reads options.</summary>
    /// <exception cref="InputException">The text is no such JSON, or has an option that we do not know, which the message
    /// names.</exception>
    public static T Read<T>(string json, string where)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Settings) ?? throw new JsonException("null");
        }
        catch (JsonException e)
        {
            throw new InputException(
                where,
                "options of a network of this version",
                e.Message.ReplaceLineEndings(" "),
                "use the version of GanCmri that wrote the file",
                e
            );
        }
    }
}
