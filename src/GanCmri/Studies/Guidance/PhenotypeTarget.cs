namespace GanCmri.Studies.Guidance;

/// <summary>What a heart measures, or should measure.</summary>
/// <param name="Values">One a phenotype of <see cref="SteeredPhenotype.All"/>, in its unit.</param>
internal sealed record PhenotypeTarget(IReadOnlyList<double> Values)
{
    /// <summary>The value of one phenotype.</summary>
    public double this[SteeredPhenotype phenotype] => Values[phenotype.Index];

    /// <summary>The same but for one phenotype.</summary>
    public PhenotypeTarget With(SteeredPhenotype phenotype, double value) =>
        new([.. Values.Select((v, i) => i == phenotype.Index ? value : v)]);

    /// <summary>A value of each phenotype.</summary>
    internal static PhenotypeTarget Of(Func<SteeredPhenotype, double> value) => new([.. SteeredPhenotype.All.Select(value)]);

    /// <summary>A frame's own values.</summary>
    internal static PhenotypeTarget Of(MeasuredFrame frame) => Of(p => p.Phenotype.Measure(frame.Measures));

    /// <summary>Means over several looks at a heart, of those that found a cavity; NaN where none did.</summary>
    internal static PhenotypeTarget Mean(IReadOnlyList<PhenotypeTarget> looks) =>
        Of(p => looks.Select(l => l[p]).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average());

    /// <summary>Where nothing is asked for (NaN), the heart's own values.</summary>
    internal PhenotypeTarget Or(PhenotypeTarget own) =>
        new([.. Values.Zip(own.Values, (asked, there) => double.IsNaN(asked) ? there : asked)]);

    /// <summary>Distance of values from these in tolerances, of the phenotype that is farthest: at most 1 is near enough.</summary>
    internal double Miss(IReadOnlyList<double> values) =>
        SteeredPhenotype.All.Select((p, i) => p.Distance(Values[i], values[i])).Aggregate(Math.Max);
}
