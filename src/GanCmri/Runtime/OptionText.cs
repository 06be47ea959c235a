using System.Text.Json;
using System.Text.Json.Serialization;

namespace GanCmri.Runtime;

/// <summary>An options record as names and values in text, the same in every language of the machine: what a run is known again
/// by.</summary>
internal static class OptionText
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>Every value by its name as an option, e.g. "learning-rate": "0.2".</summary>
    /// <param name="options">The record; each of its values a number, a text, a truth or an enumeration.</param>
    /// <param name="before">Put before each name, e.g. "tuning-".</param>
    public static Dictionary<string, string> Values<T>(T options, string before = "") =>
        JsonSerializer.SerializeToElement(options, Json).EnumerateObject().ToDictionary(p => before + p.Name, p => p.Value.ToString());

    /// <summary>All of them in a line, e.g. "steps 3000, learning-rate 0.001".</summary>
    public static string Line<T>(T options) => string.Join(", ", Values(options).Select(v => $"{v.Key} {v.Value}"));
}
