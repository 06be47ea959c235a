namespace GanCmri.Studies.Comparison;

/// <summary>How far a cine's LV area curve is from the real one's.</summary>
/// <param name="Subject">The patient.</param>
/// <param name="RmsePercent">Root mean square difference over the phases, both as % of their area at end-diastole.</param>
/// <param name="FacError">Fractional area change less the real one, percentage points.</param>
/// <param name="TimeToEsError">Phase of the least area less the real one's, % of the cycle.</param>
public sealed record CurveError(string Subject, double RmsePercent, double FacError, double TimeToEsError)
{
    /// <summary>Compares curves of one length; frames without a cavity in either are left out.</summary>
    public static CurveError Of(MovingCine made, MovingCine real)
    {
        var (a, b) = (made.RelativeArea, real.RelativeArea);
        int[] both = [.. Enumerable.Range(0, a.Count).Where(i => double.IsFinite(a[i]) && double.IsFinite(b[i]))];
        if (both.Length == 0)
            return new CurveError(real.Subject, double.NaN, double.NaN, double.NaN);
        var (leastA, leastB) = (both.MinBy(i => a[i]), both.MinBy(i => b[i]));
        return new CurveError(
            real.Subject,
            100 * Math.Sqrt(both.Average(i => (a[i] - b[i]) * (a[i] - b[i]))),
            100 * (b[leastB] - a[leastA]),
            100.0 * (leastA - leastB) / a.Count
        );
    }
}
