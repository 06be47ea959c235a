namespace GanCmri.Imaging.Phantom;

/// <summary>The chosen phenotypes of one subject: the truth at end diastole and over the beat.</summary>
/// <param name="LvAreaMm2">LV cavity area at end diastole, mm².</param>
/// <param name="FractionalAreaChange">(ED - ES) / ED area.</param>
/// <param name="SphericityIndex">Minor over major axis at end diastole.</param>
/// <param name="WallThicknessMm">Mean wall thickness at end diastole, mm.</param>
/// <param name="HeartRatePerMinute">Beats per minute.</param>
public sealed record PhantomPhenotypes(
    double LvAreaMm2,
    double FractionalAreaChange,
    double SphericityIndex,
    double WallThicknessMm,
    double HeartRatePerMinute
)
{
    /// <summary>One phenotype's value.</summary>
    public double Of(PhantomPhenotype phenotype) =>
        phenotype switch
        {
            PhantomPhenotype.LvAreaMm2 => LvAreaMm2,
            PhantomPhenotype.FractionalAreaChange => FractionalAreaChange,
            PhantomPhenotype.SphericityIndex => SphericityIndex,
            PhantomPhenotype.WallThicknessMm => WallThicknessMm,
            PhantomPhenotype.HeartRatePerMinute => HeartRatePerMinute,
            _ => throw new ArgumentOutOfRangeException(nameof(phenotype)),
        };
}

/// <summary>The covariates of one subject.</summary>
/// <param name="AgeYears">Years, 40 to 75.</param>
/// <param name="IsMale">Sex.</param>
/// <param name="IsCase">Group.</param>
public sealed record PhantomCovariates(double AgeYears, bool IsMale, bool IsCase)
{
    internal const double YoungestYears = 40,
        OldestYears = 75;

    /// <summary>"case" or "control".</summary>
    public string Group => IsCase ? "case" : "control";

    /// <summary>One covariate as a number: years; 1 male; 1 case.</summary>
    public double Of(PhantomCovariate covariate) =>
        covariate switch
        {
            PhantomCovariate.Age => AgeYears,
            PhantomCovariate.Sex => IsMale ? 1 : 0,
            PhantomCovariate.Group => IsCase ? 1 : 0,
            _ => throw new ArgumentOutOfRangeException(nameof(covariate)),
        };
}
