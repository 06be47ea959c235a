using GanCmri.Runtime;

namespace GanCmri.Trajectories;

/// <summary>Where fitted vectors come from: enough to make them again.</summary>
/// <param name="Program">Name and version of the program.</param>
/// <param name="InputSha256">SHA-256 of the latents they were fitted to, lower-case hex.</param>
/// <param name="Subjects">Subjects in them; synthetic hearts where the settings say so (hearts: synthetic).</param>
/// <param name="Cines">Cines in them, of a way from base to apex one a slice, of which one frame is taken; 0 of synthetic hearts.</param>
/// <param name="Settings">How they were fitted, by option.</param>
public sealed record Provenance(string Program, string InputSha256, int Subjects, int Cines, IReadOnlyDictionary<string, string> Settings)
{
    /// <summary>This program's name and version.</summary>
    public static string ThisProgram { get; } = "GanCmri " + CodeIdentity.Version;
}
