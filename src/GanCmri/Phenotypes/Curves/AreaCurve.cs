using GanCmri.Runtime;

namespace GanCmri.Phenotypes.Curves;

/// <summary>How large a cavity is over the beat: shares of its area at end-diastole, even steps from end-diastole on.</summary>
/// <param name="Shares">At phases 0, 1/n, ..., (n - 1)/n; the first is 1.</param>
internal sealed record AreaCurve(IReadOnlyList<double> Shares)
{
    /// <summary>Fractional area change, %.</summary>
    public double FacPercent => 100 * (1 - Shares.Min());

    /// <summary>Phase of the least area, in (0, 1).</summary>
    public double EndSystole => Shares.Index().MinBy(s => s.Item).Index / (double)Shares.Count;

    /// <summary>The share at a phase, linear between the steps; the beat begins again after the last.</summary>
    public double At(double phase)
    {
        var place = (phase - Math.Floor(phase)) * Shares.Count;
        var left = (int)place % Shares.Count;
        var weight = place - Math.Floor(place);
        return (1 - weight) * Shares[left] + weight * Shares[(left + 1) % Shares.Count];
    }

    /// <summary>The same course with another fractional area change.</summary>
    /// <param name="facPercent">From 0 to below 100.</param>
    public AreaCurve WithFac(double facPercent) =>
        FacPercent > 0 ? new AreaCurve([.. Shares.Select(s => 1 - (1 - s) * facPercent / FacPercent)]) : this;

    /// <summary>The curve of a measured cine, turned so that it begins at end-diastole; null where a frame has no cavity or nothing
    /// contracts.</summary>
    /// <param name="areas">One a frame, evenly over one beat.</param>
    /// <param name="steps">Steps of the curve.</param>
    public static AreaCurve? Of(IReadOnlyList<double> areas, int steps)
    {
        if (areas.Count < 4 || areas.Any(a => !(a > 0)))
            return null;
        var diastole = areas.Index().MaxBy(a => a.Item).Index;
        var turned = new AreaCurve([.. areas.Select((_, i) => areas[(diastole + i) % areas.Count] / areas[diastole])]);
        var curve = new AreaCurve([.. Enumerable.Range(0, steps).Select(i => turned.At(i / (double)steps))]);
        return curve.FacPercent > 5 ? curve : null;
    }

    /// <summary>Checks shares that were read from a file.</summary>
    /// <exception cref="InputException">One is not within 0 and 1.5.</exception>
    public static void Require(IEnumerable<double> shares, string where)
    {
        if (shares.FirstOrDefault(s => s is not (>= 0 and <= 1.5), 1) is not 1 and var wrong)
            throw new InputException(where, "shares of the end-diastolic area", FormattableString.Invariant($"{wrong}"), "make it again");
    }
}
