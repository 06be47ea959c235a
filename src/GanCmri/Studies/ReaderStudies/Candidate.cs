using GanCmri.Imaging;

namespace GanCmri.Studies.ReaderStudies;

/// <summary>A picture or cine that can be shown.</summary>
/// <param name="Source">"real", or the name of the synthetic source.</param>
/// <param name="Subject">Whose it is.</param>
/// <param name="Origin">Where it is from, for the key, e.g. "S001 slice 3 frame 7" or "seed 12".</param>
/// <param name="Frames">One for a picture; any unit.</param>
internal sealed record Candidate(string Source, string Subject, string Origin, IReadOnlyList<GrayImage> Frames)
{
    /// <summary>The source of what is real.</summary>
    public const string Real = "real";

    /// <summary>The side of the largest square in it, pixels.</summary>
    public int Side => Math.Min(Frames[0].Height, Frames[0].Width);
}
