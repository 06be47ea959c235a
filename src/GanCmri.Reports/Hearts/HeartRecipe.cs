using GanCmri.Phenotypes;
using GanCmri.Reports.Jobs;
using GanCmri.Runtime;
using GanCmri.Studies;
using GanCmri.Studies.Guidance;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Reports.Hearts;

/// <summary>One synthetic heart as it is asked for: the same recipe and models give the same heart.</summary>
public sealed record HeartRecipe
{
    /// <summary>The heart, as in <c>gancmri generate</c> and <c>gancmri report</c>.</summary>
    public uint Seed { get; init; } = 1;

    /// <summary>Truncation towards the mean heart, 0 (that heart) to 1 (all that the network can make).</summary>
    public double Psi { get; init; } = 0.8;

    /// <summary>LV area to reach at end-diastole, mm², from 100 to 10,000; null: the heart's own.</summary>
    public double? LvAreaMm2 { get; init; }

    /// <summary>Sphericity index to reach at end-diastole, 0.5 to 0.98; null: the heart's own.</summary>
    public double? SphericityIndex { get; init; }

    /// <summary>Fractional area change to reach, %, 0, or 1 to below 90; null: as the trajectory moves it.</summary>
    public double? FacPercent { get; init; }

    /// <summary>Whether a course of the area over the beat is drawn by the seed from those of real hearts, and followed; else the
    /// trajectory has its own timing.</summary>
    public bool DrawnBeat { get; init; }

    /// <summary>How it moves.</summary>
    public MotionKind Motion { get; init; } = MotionKind.FrameToFrame;

    /// <summary>Frames of one beat of a second, 2 to 100.</summary>
    public int Frames { get; init; } = 30;

    /// <summary>What is asked of each phenotype; NaN where the heart keeps its own.</summary>
    internal PhenotypeTarget Target => PhenotypeTarget.Of(p => Asked(p) ?? double.NaN);

    /// <summary>Whether anything is asked of the heart.</summary>
    internal bool IsGuided => SteeredPhenotype.All.Any(p => Asked(p) is not null);

    internal double? Asked(SteeredPhenotype phenotype) =>
        phenotype == SteeredPhenotype.LvArea ? LvAreaMm2
        : phenotype == SteeredPhenotype.Sphericity ? SphericityIndex
        : null;

    /// <summary>Checks all values.</summary>
    /// <exception cref="InputException">One is out of range.</exception>
    public void Validate()
    {
        if (Psi is not (>= 0 and <= 1))
            throw Wrong("psi", "a number from 0 to 1", Psi);
        if (Frames is < ReportJob.FewestFrames or > ReportJob.MostFrames)
            throw Wrong("frames", $"a whole number from {ReportJob.FewestFrames} to {ReportJob.MostFrames}", Frames);
        if (FacPercent is not (null or 0 or (>= 1 and < 90)))
            throw Wrong(PhenotypeRegistry.LvFac.Name, "0, or a number from 1 to below 90 % (55, not 0.55)", FacPercent.Value);
        foreach (var p in SteeredPhenotype.All)
        {
            if (Asked(p) is { } asked && !(asked >= p.Least && asked <= p.Most))
                throw Wrong(
                    p.Phenotype.Name,
                    FormattableString.Invariant($"a number from {p.Least} to {p.Most} {p.Phenotype.Unit}").TrimEnd(),
                    asked
                );
        }
    }

    private static InputException Wrong(string where, string expected, double found) =>
        new(where, expected, FormattableString.Invariant($"{found}"), "correct it");
}
