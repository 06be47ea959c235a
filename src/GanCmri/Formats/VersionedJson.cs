using System.Text.Json;
using GanCmri.Runtime;

namespace GanCmri.Formats;

/// <summary>Fitted models as JSON files: written under a temporary name, and read only where everything that is needed is there.</summary>
internal static class VersionedJson
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Writes a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="stored">What is in it.</param>
    public static void Write<T>(string path, T stored) => AtomicFile.Write(path, s => JsonSerializer.Serialize(s, stored, Json));

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="what">What it should be, e.g. "a trajectory".</param>
    /// <param name="remedy">How such a file is made.</param>
    /// <param name="isOurs">Whether format and version are known.</param>
    /// <exception cref="InputException">It is missing, damaged, or something else.</exception>
    public static T Read<T>(string path, string what, string remedy, Func<T, bool> isOurs)
        where T : class
    {
        try
        {
            using var stream = InputFile.Open(path, what);
            return JsonSerializer.Deserialize<T>(stream, Json) is { } stored && isOurs(stored)
                ? stored
                : throw new InputException(path, what + " of version 1", "something else", remedy);
        }
        catch (JsonException e)
        {
            throw new InputException(path, what, "other or damaged JSON", remedy, e);
        }
    }
}
