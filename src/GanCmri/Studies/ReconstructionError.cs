using GanCmri.Latents;
using GanCmri.Phenotypes;
using GanCmri.Studies.Guidance;

namespace GanCmri.Studies;

/// <summary>How far the reconstruction of a real heart, the generator's nearest image, is from it. A change that was asked for and is
/// smaller than this says little.</summary>
/// <param name="Real">What the real frame measures at end-diastole, by the name of a phenotype of
/// <see cref="SteeredPhenotype.All"/>.</param>
/// <param name="Reconstruction">What its reconstruction measures.</param>
/// <param name="Mse">Mean square difference on the scale of [-1, 1], mean over the frames.</param>
/// <param name="PsnrDb">Peak signal-to-noise ratio, dB, likewise.</param>
/// <param name="Ssim">Structural similarity, at most 1, likewise.</param>
internal sealed record ReconstructionError(
    IReadOnlyDictionary<string, double> Real,
    IReadOnlyDictionary<string, double> Reconstruction,
    double Mse,
    double PsnrDb,
    double Ssim
)
{
    /// <summary>Reconstruction minus real, in the phenotype's unit; NaN where one shows no cavity.</summary>
    public double Of(Phenotype phenotype) => Reconstruction[phenotype.Name] - Real[phenotype.Name];

    /// <summary>The same in % of the real.</summary>
    public double PercentOf(Phenotype phenotype) => 100 * Of(phenotype) / Real[phenotype.Name];

    internal static ReconstructionError Between(MeasuredFrame real, MeasuredFrame reconstruction, IReadOnlyList<ImageQuality> quality) =>
        new(
            Measured(real),
            Measured(reconstruction),
            quality.Average(q => q.Mse),
            quality.Average(q => q.PsnrDb),
            quality.Average(q => q.Ssim)
        );

    private static Dictionary<string, double> Measured(MeasuredFrame frame) =>
        SteeredPhenotype.All.ToDictionary(p => p.Phenotype.Name, p => p.Phenotype.Measure(frame.Measures));
}
