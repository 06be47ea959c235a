namespace GanCmri.Trajectories.Motion;

/// <summary>
/// Harmonics of the cardiac phase that vanish at end-diastole, cos(h x) - 1 and sin(h x) for h = 1 … H, of a warped phase
/// x = theta + timing (1 - cos theta) / 2. The warp keeps end-diastole in place and moves mid-cycle events to earlier (timing above 0)
/// or later times; it stays monotone while |timing| is below 2 radians.
/// </summary>
internal static class HarmonicBasis
{
    public const double LargestTimingRadians = 1.5;

    /// <summary>The 2 H values at a phase in [0, 1).</summary>
    public static void Fill(double phase, double timingRadians, Span<double> values)
    {
        var theta = 2 * Math.PI * phase;
        var warped = theta + timingRadians * (1 - Math.Cos(theta)) / 2;
        for (var h = 1; h <= values.Length / 2; h++)
        {
            values[2 * h - 2] = Math.Cos(h * warped) - 1;
            values[2 * h - 1] = Math.Sin(h * warped);
        }
    }

    /// <summary>Values at several phases, a row a phase, about their mean over these phases.</summary>
    public static double[,] Centred(IReadOnlyList<double> phases, double timingRadians, int harmonics)
    {
        var count = 2 * harmonics;
        var basis = new double[phases.Count, count];
        Span<double> row = stackalloc double[count];
        var mean = new double[count];
        for (var t = 0; t < phases.Count; t++)
        {
            Fill(phases[t], timingRadians, row);
            for (var j = 0; j < count; j++)
            {
                basis[t, j] = row[j];
                mean[j] += row[j] / phases.Count;
            }
        }

        for (var t = 0; t < phases.Count; t++)
        for (var j = 0; j < count; j++)
            basis[t, j] -= mean[j];
        return basis;
    }
}
