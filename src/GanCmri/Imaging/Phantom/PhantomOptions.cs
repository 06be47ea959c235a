using GanCmri.Runtime;

namespace GanCmri.Imaging.Phantom;

/// <summary>How a cohort of phantoms is made. The defaults resemble mid-ventricular slices of a mixed clinical cohort.</summary>
public sealed record PhantomOptions
{
    /// <summary>Size and pixel size of the pictures.</summary>
    public PhantomField Field { get; init; } = PhantomField.Crop64;

    /// <summary>Frames a beat, equally spaced from the R wave on: 20 to 50.</summary>
    public int Phases { get; init; } = 20;

    /// <summary>LV cavity area at end diastole, mm²; kept within 400 to 4500.</summary>
    public PhenotypeDistribution LvAreaMm2 { get; init; } = new(2000, 400);

    /// <summary>Fractional area change; kept within 0.03 to 0.85.</summary>
    public PhenotypeDistribution FractionalAreaChange { get; init; } = new(0.47, 0.11);

    /// <summary>Sphericity index at end diastole; kept within 0.55 to 1.</summary>
    public PhenotypeDistribution SphericityIndex { get; init; } = new(0.88, 0.035);

    /// <summary>Wall thickness at end diastole, mm; kept within 4 to 18.</summary>
    public PhenotypeDistribution WallThicknessMm { get; init; } = new(9, 1.4);

    /// <summary>Heart rate, beats per minute; kept within 45 to 90.</summary>
    public PhenotypeDistribution HeartRatePerMinute { get; init; } = new(68, 7);

    /// <summary>Probability of the group "case", 0 to 1.</summary>
    public double CaseShare { get; init; } = 0.5;

    /// <summary>Effects of covariates on phenotypes; none by default.</summary>
    public IReadOnlyList<PlantedEffect> Effects { get; init; } = [];

    /// <summary>Amplitude of the respiratory drift of heart and diaphragm, mm; 0 is a perfect breath hold.</summary>
    public double RespirationMm { get; init; }

    /// <summary>Standard deviation of the receiver noise in parts of the blood signal, 0 to 1; magnitude pictures make it Rician.</summary>
    public double NoiseFraction { get; init; } = 0.04;

    /// <summary>Samples a pixel side for partial volume, 1 to 8.</summary>
    public int Supersampling { get; init; } = 3;

    /// <summary>The distribution of one phenotype.</summary>
    public PhenotypeDistribution Of(PhantomPhenotype phenotype) =>
        phenotype switch
        {
            PhantomPhenotype.LvAreaMm2 => LvAreaMm2,
            PhantomPhenotype.FractionalAreaChange => FractionalAreaChange,
            PhantomPhenotype.SphericityIndex => SphericityIndex,
            PhantomPhenotype.WallThicknessMm => WallThicknessMm,
            PhantomPhenotype.HeartRatePerMinute => HeartRatePerMinute,
            _ => throw new ArgumentOutOfRangeException(nameof(phenotype)),
        };

    /// <summary>Checks all values.</summary>
    /// <exception cref="ArgumentException">Every wrong value, named.</exception>
    internal void Validate()
    {
        var checks = new OptionChecks()
            .Within(Field.Size, 16, 1024)
            .Between(Field.PixelMm, 0.1, 20)
            .Within(Phases, 20, 50)
            .Within(CaseShare, 0, 1)
            .Within(RespirationMm, 0, 30)
            .Within(NoiseFraction, 0, 1)
            .Within(Supersampling, 1, 8)
            .That(Effects.All(e => double.IsFinite(e.Slope)), "Effects: expected finite slopes");
        foreach (var phenotype in Enum.GetValues<PhantomPhenotype>())
        {
            var (mean, sd) = Of(phenotype);
            checks.Finite(mean, $"mean of {phenotype}").AtLeast(sd, 0, $"SD of {phenotype}");
        }

        checks.Throw();
    }
}
