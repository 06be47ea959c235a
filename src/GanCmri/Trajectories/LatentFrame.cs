namespace GanCmri.Trajectories;

/// <summary>One projected frame: whose it is, when in the cycle, and its latent.</summary>
/// <param name="Subject">Study subject (a pseudonym).</param>
/// <param name="Series">Cine within the subject.</param>
/// <param name="Slice">Slice within the series.</param>
/// <param name="Frame">Frame number, in temporal order.</param>
/// <param name="Phase">Part of the cardiac cycle in [0, 1), 0 = end-diastole; null when no frame times are known.</param>
/// <param name="W">WDim numbers (W) or NumWs x WDim, row-major (W+).</param>
public sealed record LatentFrame(string Subject, string Series, string Slice, int Frame, double? Phase, float[] W);
