namespace GanCmri.Imaging.Phantom;

/// <summary>A phenotype of a phantom that can be chosen.</summary>
public enum PhantomPhenotype
{
    /// <summary>LV cavity area at end diastole, mm².</summary>
    LvAreaMm2,

    /// <summary>(ED area - ES area) / ED area, 0 to 1.</summary>
    FractionalAreaChange,

    /// <summary>Minor over major axis of the cavity at end diastole, 0 to 1.</summary>
    SphericityIndex,

    /// <summary>Mean thickness of the LV wall at end diastole, mm.</summary>
    WallThicknessMm,

    /// <summary>Heart rate, beats per minute.</summary>
    HeartRatePerMinute,
}

/// <summary>A covariate of a phantom subject.</summary>
public enum PhantomCovariate
{
    /// <summary>Years, uniform from 40 to 75.</summary>
    Age,

    /// <summary>0 female, 1 male, each with probability 1/2.</summary>
    Sex,

    /// <summary>0 control, 1 case, with probability <see cref="PhantomOptions.CaseShare"/>.</summary>
    Group,
}

/// <summary>A normal distribution cut at three standard deviations.</summary>
/// <param name="Mean">Mean, in the phenotype's unit.</param>
/// <param name="StandardDeviation">Of the uncut normal distribution, in the phenotype's unit; 0 for a constant.</param>
public sealed record PhenotypeDistribution(double Mean, double StandardDeviation);

/// <summary>A linear effect put into a cohort: the phenotype gains slope x (covariate - its population mean).</summary>
/// <param name="Covariate">The cause.</param>
/// <param name="Phenotype">What it changes.</param>
/// <param name="Slope">Phenotype units per unit of the covariate.</param>
public sealed record PlantedEffect(PhantomCovariate Covariate, PhantomPhenotype Phenotype, double Slope);
