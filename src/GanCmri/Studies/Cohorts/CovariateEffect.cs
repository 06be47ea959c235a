namespace GanCmri.Studies.Cohorts;

/// <summary>How a number moves a phenotype: a polynomial in its distance from its mean, and steps; in the phenotype's unit.</summary>
/// <param name="Linear">Change with one unit, at the mean.</param>
/// <param name="Quadratic">Times the distance squared.</param>
/// <param name="Cubic">Times its third power.</param>
internal sealed record CovariateEffect(double Linear, double Quadratic = 0, double Cubic = 0)
{
    /// <summary>Changes from a value of the covariate on, which add up.</summary>
    public IReadOnlyList<EffectStep> Steps { get; init; } = [];

    /// <summary>A straight line.</summary>
    public static implicit operator CovariateEffect(double slope) => new(slope);

    /// <summary>How far a value moves the phenotype; 0 on average over the distribution.</summary>
    public double Shift(double value, BoundedNormal over)
    {
        var d = value - over.Mean;
        return Linear * (d - over.Moment(1))
            + Quadratic * (d * d - over.Moment(2))
            + Cubic * (d * d * d - over.Moment(3))
            + Steps.Sum(s => s.Change * ((value >= s.From ? 1 : 0) - over.ShareFrom(s.From)));
    }
}

/// <summary>A sudden change.</summary>
/// <param name="From">The covariate's value from which on it holds.</param>
/// <param name="Change">The phenotype's change, in its unit.</param>
internal readonly record struct EffectStep(double From, double Change);
