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

    /// <summary>Checks every option.</summary>
    /// <exception cref="InputException">Lists all that is wrong.</exception>
    public void Validate()
    {
        var wrong = new List<string>();
        if (Phases is < 20 or > 50)
            wrong.Add($"phases {Phases} (20 to 50)");
        if (Field.Size is < 16 or > 1024 || Field.PixelMm is not (> 0.1 and < 20))
            wrong.Add($"field {Field.Size} x {Field.PixelMm} mm (16 to 1024, 0.1 to 20 mm)");
        if (CaseShare is not (>= 0 and <= 1))
            wrong.Add($"case share {CaseShare} (0 to 1)");
        if (RespirationMm is not (>= 0 and <= 30))
            wrong.Add($"respiration {RespirationMm} mm (0 to 30)");
        if (NoiseFraction is not (>= 0 and <= 1))
            wrong.Add($"noise {NoiseFraction} (0 to 1)");
        if (Supersampling is < 1 or > 8)
            wrong.Add($"supersampling {Supersampling} (1 to 8)");
        foreach (var phenotype in Enum.GetValues<PhantomPhenotype>())
        {
            var (mean, sd) = Of(phenotype);
            if (!double.IsFinite(mean) || sd is not (>= 0 and < double.PositiveInfinity))
                wrong.Add($"{phenotype} mean {mean}, sd {sd} (finite, sd from 0)");
        }

        if (Effects.Any(e => !double.IsFinite(e.Slope)))
            wrong.Add("an effect without a finite slope");
        if (wrong.Count > 0)
            throw new InputException(
                "phantom options",
                "values in their ranges",
                FormattableString.Invariant($"{string.Join("; ", wrong)}"),
                "correct them"
            );
    }
}
