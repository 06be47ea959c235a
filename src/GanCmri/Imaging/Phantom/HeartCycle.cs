namespace GanCmri.Imaging.Phantom;

/// <summary>
/// How far the ventricle is contracted over one beat: 0 at end diastole, 1 at end systole. Isovolumic contraction, fast
/// ejection, isovolumic relaxation, early filling, diastasis, atrial kick. The ejection time follows the heart rate
/// (Weissler, Harris and Schoenfeld, Circulation 1968: 413 - 1.7 x rate, ms).
/// </summary>
/// <param name="heartRatePerMinute">45 to 90: faster hearts would have no diastasis left.</param>
/// <param name="atrialKick">The share of the stroke that the atrium restores, 0 to 1.</param>
internal sealed class HeartCycle(double heartRatePerMinute, double atrialKick)
{
    // The relaxation lasts longer than a frame of 20 phases at 45 beats a minute, so some frame always shows the full contraction.
    private const double ContractionMs = 40,
        RelaxationMs = 80,
        EarlyFillingMs = 150,
        KickMs = 110,
        RestMs = 20;

    private readonly double _ejectionMs = 413 - 1.7 * heartRatePerMinute;

    /// <summary>Length of the beat, ms.</summary>
    public double BeatMs => 60_000 / heartRatePerMinute;

    /// <summary>The contraction at a time after the R wave, 0 to 1.</summary>
    /// <param name="timeMs">0 up to <see cref="BeatMs"/>.</param>
    public double Contraction(double timeMs)
    {
        var t = timeMs - ContractionMs;
        if (t <= 0)
            return 0;
        if (t < _ejectionMs)
            return Smooth(Math.Pow(t / _ejectionMs, 0.85));
        t -= _ejectionMs + RelaxationMs;
        if (t <= 0)
            return 1;
        if (t < EarlyFillingMs)
            return 1 - (1 - atrialKick) * Smooth(t / EarlyFillingMs);
        t = timeMs - (BeatMs - RestMs - KickMs);
        return atrialKick * (1 - Smooth(Math.Clamp(t / KickMs, 0, 1)));
    }

    private static double Smooth(double t) => t * t * (3 - 2 * t);
}
