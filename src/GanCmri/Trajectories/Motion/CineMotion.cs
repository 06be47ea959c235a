namespace GanCmri.Trajectories.Motion;

/// <summary>How one heart moves compared with the average.</summary>
/// <param name="Amplitude">Size of the motion; 1 = average, never below 0.</param>
/// <param name="Timing">Part of the cardiac cycle by which mid-cycle runs ahead of the average: above 0 end-systole comes earlier.</param>
public readonly record struct CineMotion(double Amplitude, double Timing)
{
    /// <summary>The average motion.</summary>
    public static CineMotion Average { get; } = new(1, 0);
}
