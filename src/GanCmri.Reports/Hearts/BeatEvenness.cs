using GanCmri.Runtime;
using GanCmri.Studies;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Reports.Hearts;

/// <summary>Whether a beat empties and fills once, as hearts do: motions that are amplified far beyond what they were learned from may fill
/// again on the way.</summary>
internal static class BeatEvenness
{
    /// <summary>A setback above this is told.</summary>
    public const double Uneven = 0.2;

    /// <summary>What a reader of a made beat must know of it; null where it is even.</summary>
    /// <param name="beat">Whose it is, e.g. "the beat of the guided cine".</param>
    /// <param name="areas">LV area of each frame in order of time; NaN where there is no cavity.</param>
    /// <param name="motion">The trajectory that it follows; null: another course.</param>
    public static string? Note(string beat, IEnumerable<double> areas, MotionKind? motion) =>
        Setback([.. areas]) is > Uneven and var setback
            ? $"{beat} is uneven: the cavity goes back by {Figures.Short(100 * setback)} % of its change on the way to or from end-systole"
                + (
                    motion is null or MotionKind.EdToEs
                        ? ""
                        : $"; {MotionKind.EdToEs.Word()} moves along one line, and gancmri heart --beat follows the course of a real heart"
                )
            : null;

    /// <summary>The largest way in the wrong direction, growing before end-systole or shrinking after it, as a share of the whole change
    /// from the largest area to the smallest.</summary>
    /// <param name="areas">Of a beat in order of time; NaN where there is no cavity.</param>
    /// <returns>0 in an even beat, up to 1; 0 where nothing changes.</returns>
    public static double Setback(IReadOnlyList<double> areas)
    {
        double[] known = [.. areas.Where(double.IsFinite)];
        if (known.Length == 0 || known.Max() == known.Min())
            return 0;
        known = [.. known.From(Array.IndexOf(known, known.Max()))];
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
