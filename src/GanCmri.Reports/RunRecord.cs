using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using GanCmri.Runtime;

namespace GanCmri.Reports;

/// <summary>What made a set of results, written beside them as run.json: enough to run it again and to see what differs.</summary>
internal sealed record RunRecord
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>The command or pipeline, e.g. "gancmri demo".</summary>
    public required string Command { get; init; }

    /// <summary>The options as they were in force, defaults included.</summary>
    public required object Options { get; init; }

    /// <summary>The seed of all randomness, if the run has any.</summary>
    public required long? Seed { get; init; }

    /// <summary>Models and data that went in.</summary>
    public required IReadOnlyList<FileDigest> Inputs { get; init; }

    /// <summary>Files that came out, without this one.</summary>
    public required IReadOnlyList<FileDigest> Outputs { get; init; }

    /// <summary>When the run began, UTC.</summary>
    public required DateTimeOffset StartedUtc { get; init; }

    /// <summary>When the run ended, UTC.</summary>
    public required DateTimeOffset EndedUtc { get; init; }

    /// <summary>The device of the networks, e.g. "cpu".</summary>
    public required string Device { get; init; }

    /// <summary>The version of this toolkit.</summary>
    public string CodeVersion { get; init; } = CodeIdentity.Version;

    /// <summary>A number of the compiled library that changes with its source (the module version id of a deterministic build).</summary>
    public string CodeId { get; init; } = CodeIdentity.ModuleVersionId;

    /// <summary>Versions of the packages that can change results.</summary>
    public IReadOnlyDictionary<string, string> Packages { get; init; } = CodeIdentity.Packages();

    /// <summary>Processors that the process may use.</summary>
    public int Processors { get; init; } = Environment.ProcessorCount;

    /// <summary>Runtime and system, e.g. ".NET 10.0.1 on Linux X64".</summary>
    public string Host { get; init; } =
        $"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.OSDescription} {RuntimeInformation.ProcessArchitecture}";

    /// <summary>Options with some more of the same run beside them.</summary>
    public static JsonObject With(object options, params (string Name, object? Value)[] more)
    {
        var all = JsonSerializer.SerializeToNode(options, Json)!.AsObject();
        foreach (var (name, value) in more)
            all[name] = JsonSerializer.SerializeToNode(value, Json);
        return all;
    }

    /// <summary>Writes the record, whole or not at all.</summary>
    /// <exception cref="InputException">The place cannot be written.</exception>
    public void Save(string path) => AtomicFile.WriteText(path, JsonSerializer.Serialize(this, Json) + "\n");
}
