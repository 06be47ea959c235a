namespace GanCmri.Studies.Projections;

/// <summary>A frame that waits to be projected.</summary>
/// <param name="Subject">Pseudonym.</param>
/// <param name="Series">Cine.</param>
/// <param name="Slice">Slice.</param>
/// <param name="Frame">Number in the cine.</param>
/// <param name="Phase">"ED", "ES" or "".</param>
/// <param name="TimeMs">Time after the R wave, ms.</param>
/// <param name="Pixels">Its values in [-1, 1], row-major.</param>
internal sealed record SourceFrame(string Subject, string Series, int Slice, int Frame, string Phase, double? TimeMs, float[] Pixels)
{
    /// <summary>What tells it from all other frames.</summary>
    public FrameId Id => new(Subject, Series, Slice, Frame);
}

/// <summary>What tells a frame from all others.</summary>
internal sealed record FrameId(string Subject, string Series, int Slice, int Frame);
