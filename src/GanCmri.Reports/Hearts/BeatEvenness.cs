namespace GanCmri.Reports.Hearts;

/// <summary>Whether a beat empties and fills once, as hearts do: motions that are amplified far beyond what they were learned from may fill
/// again on the way.</summary>
internal static class BeatEvenness
{
    /// <summary>A setback above this is told.</summary>
    public const double Uneven = 0.2;

    /// <summary>The largest way in the wrong direction, growing before end-systole or shrinking after it, as a share of the whole change
    /// from the largest area to the smallest.</summary>
    /// <param name="areas">Of a beat from end-diastole on, the largest first; NaN where there is no cavity.</param>
    /// <returns>0 in an even beat, up to 1; 0 where nothing changes.</returns>
    public static double Setback(IReadOnlyList<double> areas)
    {
        double[] known = [.. areas.Where(double.IsFinite)];
        if (known.Length == 0 || known.Max() == known.Min())
            return 0;
        var end = Array.IndexOf(known, known.Min());
        var emptying = Rise(known[..(end + 1)]);
        var filling = Rise([.. known[end..].Reverse()]);
        return Math.Max(emptying, filling) / (known.Max() - known.Min());
    }

    private static double Rise(double[] areas)
    {
        var (lowest, rise) = (areas[0], 0.0);
        foreach (var area in areas)
            (lowest, rise) = (Math.Min(lowest, area), Math.Max(rise, area - lowest));
        return rise;
    }
}
