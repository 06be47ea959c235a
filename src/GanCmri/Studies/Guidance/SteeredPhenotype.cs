using GanCmri.Phenotypes;

namespace GanCmri.Studies.Guidance;

/// <summary>
/// A phenotype that a heart can be steered to, because its gradient through segmenter and generator is known. A new one is an entry here
/// and its gradient in <see cref="PhenotypeGradient"/>.
/// </summary>
internal sealed record SteeredPhenotype
{
    private const double LargestPercent = 50;
    private const double LeastShare = .2; // of the heart's own area, along its own response

    private SteeredPhenotype(FramePhenotype phenotype) => Phenotype = phenotype;

    /// <summary>LV area: changes, tolerances and steps are shares of it.</summary>
    public static SteeredPhenotype LvArea { get; } =
        new(PhenotypeRegistry.LvArea)
        {
            IsRelative = true,
            Least = 100,
            Most = 10_000,
            Example = 2400,
            Step = .1,
            Tolerance = .01,
        };

    /// <summary>Sphericity index. At a circle, 1, it has no gradient to follow.</summary>
    public static SteeredPhenotype Sphericity { get; } =
        new(PhenotypeRegistry.Sphericity)
        {
            Least = .5,
            Most = .98,
            Example = .85,
            Step = .02,
            Tolerance = .002,
        };

    /// <summary>All of them, in the order of <see cref="PhenotypeTarget.Values"/>.</summary>
    public static IReadOnlyList<SteeredPhenotype> All { get; } = [LvArea, Sphericity];

    /// <summary>The phenotype.</summary>
    public FramePhenotype Phenotype { get; }

    /// <summary>Whether changes of it are asked for in % and tolerances are shares of the target; else both are in its own unit.</summary>
    public bool IsRelative { get; private init; }

    /// <summary>Least value that can be asked of a heart.</summary>
    public double Least { get; private init; }

    /// <summary>Largest value that can be asked of a heart.</summary>
    public double Most { get; private init; }

    /// <summary>A usual value, for messages.</summary>
    public double Example { get; private init; }

    /// <summary>Its place among <see cref="All"/>.</summary>
    internal int Index => All.ToList().IndexOf(this);

    /// <summary>How much one step of c changes it along a heart's own response: a share of the heart's own, or its unit.</summary>
    internal double Step { get; private init; }

    /// <summary>As near to a target as a search goes; what is farther from it was not reached.</summary>
    internal double Tolerance { get; private init; }

    /// <summary>The phenotype's name.</summary>
    public override string ToString() => Phenotype.Name;

    /// <summary>What a change makes of a value: +15 is 15 % more, or for an index -0.05 that much less.</summary>
    internal double Changed(double before, double change) => IsRelative ? before * (1 + change / 100) : before + change;

    /// <summary>Whether a change can be asked for.</summary>
    internal bool Allows(double before, double change) =>
        change == 0
        || (IsRelative ? Math.Abs(change) <= LargestPercent : Changed(before, change) is var after && after >= Least && after <= Most);

    /// <summary>The changes that can be asked for, in words.</summary>
    internal string Allowed =>
        IsRelative
            ? FormattableString.Invariant($"a change from -{LargestPercent} to {LargestPercent} %")
            : FormattableString.Invariant($"a value from {Least} to {Most} after the change");

    /// <summary>The nearest value that a heart can be asked for; where changes are in %, they are limited already.</summary>
    internal double Limit(double value) => IsRelative ? value : Math.Clamp(value, Least, Most);

    /// <summary>Where a heart that starts at <paramref name="still"/> is after <paramref name="c"/> steps along its own response.</summary>
    internal double After(double still, double c) =>
        IsRelative ? still * Math.Max(LeastShare, 1 + Step * c) : Math.Min(Math.Max(Most, still), still + Step * c);

    /// <summary>How far a value is from a target, in tolerances.</summary>
    internal double Distance(double target, double value) => Math.Abs(target - value) / (IsRelative ? Tolerance * target : Tolerance);

    /// <summary>Whether a value misses a target; also where there is no value.</summary>
    internal bool Misses(double target, double value) => !(Distance(target, value) <= 1);
}
