using GanCmri.Imaging;

namespace GanCmri.Studies.Projections;

/// <summary>A frame that waits to be projected.</summary>
/// <param name="Cine">Whose it is, and of which cine.</param>
/// <param name="Frame">Number in the cine.</param>
/// <param name="Phase">"ED", "ES" or "".</param>
/// <param name="TimeMs">Time after the R wave, ms.</param>
/// <param name="Pixels">Its values in [-1, 1], row-major.</param>
internal sealed record SourceFrame(CineId Cine, int Frame, string Phase, double? TimeMs, float[] Pixels)
{
    /// <summary>What tells it from all other frames.</summary>
    public FrameId Id => new(Cine, Frame);
}

/// <summary>What tells a frame from all others.</summary>
internal sealed record FrameId(CineId Cine, int Frame);
