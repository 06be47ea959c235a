using System.Text.Json;
using GanCmri.Networks.Weights;
using GanCmri.Runtime;
using GanCmri.Trajectories;

namespace GanCmri.Studies.Projections;

/// <summary>Which generator latents were found for, and so what is fitted to them: with another one of the same size they show other
/// hearts, and nothing fails.</summary>
internal static class LatentNetwork
{
    /// <summary>What the record calls whether generators were tuned: "yes" or "no".</summary>
    public const string Tuning = "tuning";

    private const string Setting = "network";

    /// <summary>SHA-256 of the network that latents were found for, as the record beside them tells; empty where none does.</summary>
    public static string Of(string latents) => Record(latents)?.GetValueOrDefault(Setting) ?? "";

    /// <summary><see cref="FrameSource.Digest"/> of the frames that latents were found for; empty where no record tells.</summary>
    public static string FramesOf(string latents) => Record(latents)?.GetValueOrDefault("data") ?? "";

    /// <summary>Whether the generator was tuned to each cine (<c>project --tune</c>); null where no record tells.</summary>
    public static bool? TuningOf(string latents) => Record(latents)?.GetValueOrDefault(Tuning) is { } tuned ? tuned == "yes" : null;

    /// <summary>The settings of a fit with the network it belongs to.</summary>
    /// <param name="settings">How it was fitted.</param>
    /// <param name="sha256">SHA-256 of the network's file; empty: unknown, and nothing is added.</param>
    public static Dictionary<string, string> Note(Dictionary<string, string> settings, string sha256)
    {
        if (sha256.Length > 0)
            settings[Setting] = sha256;
        return settings;
    }

    /// <summary>Refuses latents that were found for another network.</summary>
    /// <exception cref="InputException">They were.</exception>
    public static void RequireFound(string latents, string network) => Require(latents, Of(latents), network);

    /// <summary>Refuses what was fitted to the latents of another network.</summary>
    /// <exception cref="InputException">It was.</exception>
    public static void RequireFitted(string file, Provenance provenance, string network) =>
        Require(file, provenance.Settings.GetValueOrDefault(Setting, ""), network);

    private static void Require(string file, string belongsTo, string network)
    {
        if (belongsTo.Length == 0 || belongsTo == FileDigest.Of(network).Sha256 || belongsTo == ImportedFrom(network))
            return;
        throw new InputException(
            file,
            $"latents of {Path.GetFileName(network)}, or what was fitted to them",
            $"those of another network (SHA-256 {belongsTo[..Math.Min(12, belongsTo.Length)]}...)",
            "give the network they were found for, or project the frames again with this one"
        );
    }

    // A network that was imported is the one it was imported from.
    private static string? ImportedFrom(string network) => NetworkFile.Describe(network).Notes?.OriginSha256;

    /// <summary>What latents were made from and how, as the file beside them tells; null where there is none, or some other file of that
    /// name.</summary>
    public static Dictionary<string, string>? Record(string latents)
    {
        var path = latents + ".json";
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(path)) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
