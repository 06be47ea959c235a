using GanCmri.Imaging;

namespace GanCmri.Trajectories.Tables;

/// <summary>One projected frame: whose it is, when it was taken, and its latent.</summary>
/// <param name="Subject">Study subject (a pseudonym).</param>
/// <param name="Series">Cine within the study, one slice from one source.</param>
/// <param name="Slice">The slice's place in its stack.</param>
/// <param name="Frame">Frame number, in temporal order.</param>
/// <param name="Phase">"ED", "ES" or "" if unknown.</param>
/// <param name="TimeMs">Time after the R wave, ms; null if unknown.</param>
/// <param name="W">WDim numbers (W) or NumWs x WDim, row-major (W+).</param>
public sealed record LatentFrame(string Subject, string Series, int Slice, int Frame, string Phase, double? TimeMs, float[] W)
{
    /// <summary>The subject's study, empty where it has one only; null where nothing tells, as in tables of before there were
    /// studies.</summary>
    public string? Study { get; init; }

    /// <summary>The cine that it is of.</summary>
    internal CineId Cine => new(Subject, Study ?? "", Series, Slice);
}
