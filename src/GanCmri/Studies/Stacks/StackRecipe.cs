using GanCmri.Runtime;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Studies.Stacks;

/// <summary>Whole synthetic hearts as they are asked for.</summary>
internal sealed record StackRecipe
{
    /// <summary>The hearts, as in <c>gancmri generate</c>.</summary>
    public IReadOnlyList<uint> Seeds { get; init; } = [1];

    /// <summary>Truncation: 1 none, 0 the mean heart.</summary>
    public double Psi { get; init; } = .8;

    /// <summary>Slices from base to apex, 4 to 20.</summary>
    public int Slices { get; init; } = 10;

    /// <summary>Frames of one beat of a second, 2 to 100.</summary>
    public int Frames { get; init; } = 20;

    /// <summary>How the slices move.</summary>
    public MotionKind Motion { get; init; } = MotionKind.FrameToFrame;

    /// <summary>Fractional area change of the mid-ventricular slice, %, 0, or 1 to below 90; null: as the trajectory has it.</summary>
    public double? FacPercent { get; init; }

    /// <summary>Ejection fraction of the whole heart, %, 1 to below 85; null: as the trajectory or <see cref="FacPercent"/> has
    /// it.</summary>
    public double? EfPercent { get; init; }

    /// <summary>Checks all values.</summary>
    /// <exception cref="InputException">One is out of range.</exception>
    public void Validate()
    {
        Require("seeds", Seeds.Count > 0, "at least one", Seeds.Count);
        Require("psi", Psi is >= 0 and <= 1, "a number from 0 to 1", Psi);
        Require("slices", Slices is >= 4 and <= 20, "a whole number from 4 to 20", Slices);
        Require("frames", Frames is >= 2 and <= 100, "a whole number from 2 to 100", Frames);
        Require("ef", EfPercent is null or (>= 1 and < 85), "a number from 1 to below 85 % (55, not 0.55)", EfPercent ?? 0);
        if (FacPercent is not null && EfPercent is not null)
            throw new InputException("ef", "no FAC beside it", "both", "leave one away: both size the same motion");
        Require("fac", FacPercent is null or 0 or (>= 1 and < 90), "0, or a number from 1 to below 90 % (55, not 0.55)", FacPercent ?? 0);
    }

    private static void Require(string where, bool holds, string expected, double found)
    {
        if (!holds)
            throw new InputException(where, expected, FormattableString.Invariant($"{found}"), "correct it");
    }
}
