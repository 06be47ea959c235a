using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using GanCmri.Runtime;

namespace GanCmri.Shards;

/// <summary>What the shards of a run depend on. Equal digests, equal bytes.</summary>
/// <param name="Verb">The command's word.</param>
/// <param name="Shards">How many shards there are.</param>
/// <param name="Options">Options as they are in force.</param>
/// <param name="Inputs">Files and folders that go in, by option: SHA-256 of a file's bytes; of a folder's listing, names, sizes and times
/// of change.</param>
/// <param name="Program">The compiled library, and the packages that can change results.</param>
internal sealed record ShardKey(
    string Verb,
    int Shards,
    IReadOnlyDictionary<string, string> Options,
    IReadOnlyDictionary<string, string> Inputs,
    IReadOnlyDictionary<string, string> Program
)
{
    /// <summary>SHA-256 of all of it, lower-case hex.</summary>
    public string Digest { get; } =
        Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(
                    JsonSerializer.Serialize(
                        new
                        {
                            Verb,
                            Shards,
                            Options = Sorted(Options),
                            Inputs = Sorted(Inputs),
                            Program = Sorted(Program),
                        }
                    )
                )
            )
        );

    /// <summary>The key of a run of this program.</summary>
    /// <param name="verb">The command's word.</param>
    /// <param name="shards">How many shards there are.</param>
    /// <param name="options">Options as they are in force, without those that name inputs.</param>
    /// <param name="inputs">Paths of files and folders, by option.</param>
    /// <param name="outputs">Paths that the run writes: not listed where they lie in a folder of inputs.</param>
    public static ShardKey Of(
        string verb,
        int shards,
        IReadOnlyDictionary<string, string> options,
        IReadOnlyDictionary<string, string> inputs,
        IReadOnlyCollection<string> outputs
    ) =>
        new(
            verb,
            shards,
            options,
            inputs.ToDictionary(i => i.Key, i => Digested(i.Value, outputs)),
            new SortedDictionary<string, string>(CodeIdentity.Packages().ToDictionary())
            {
                ["GanCmri"] = $"{CodeIdentity.Version} {CodeIdentity.ModuleVersionId}",
            }
        );

    /// <summary>What differs from another key, in words; empty if nothing does.</summary>
    public string Differs(ShardKey other) =>
        Verb != other.Verb ? $"verb {other.Verb}"
        : Shards != other.Shards ? $"{other.Shards} shards"
        : First("", Options, other.Options)
            ?? First("another content of ", Inputs, other.Inputs)
            ?? First("another version of ", Program, other.Program)
            ?? "";

    private static string? First(string what, IReadOnlyDictionary<string, string> ours, IReadOnlyDictionary<string, string> others) =>
        ours.Keys.Concat(others.Keys).FirstOrDefault(k => ours.GetValueOrDefault(k) != others.GetValueOrDefault(k)) is { } key
            ? what + key + (what.Length == 0 ? $" {others.GetValueOrDefault(key) ?? "not given"}" : "")
            : null;

    private static SortedDictionary<string, string> Sorted(IReadOnlyDictionary<string, string> values) =>
        new(values.ToDictionary(), StringComparer.Ordinal);

    private static string Digested(string path, IReadOnlyCollection<string> outputs) =>
        File.Exists(path) ? FileDigest.Of(path).Sha256 : "listing " + ListingDigest.Of(path, outputs);
}
