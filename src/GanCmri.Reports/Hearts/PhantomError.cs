using GanCmri.Phenotypes;
using GanCmri.Studies;

namespace GanCmri.Reports.Hearts;

/// <summary>
/// How far measures of 64 x 64 pixel hearts lie from the truth, by 60 phantoms of 20 frames (docs/validation-measures.md): a measure lies
/// so much above the truth in 95 of 100 frames.
/// </summary>
/// <param name="Phenotype">What is measured.</param>
/// <param name="Bias">Mean of measured less true, in the phenotype's unit.</param>
/// <param name="Lower">Lower limit of agreement.</param>
/// <param name="Upper">Upper limit of agreement.</param>
internal sealed record PhantomError(Phenotype Phenotype, double Bias, double Lower, double Upper)
{
    /// <summary>Those that are known.</summary>
    public static IReadOnlyList<PhantomError> All { get; } =
    [
        new(PhenotypeRegistry.LvArea, 263, 128, 399),
        new(PhenotypeRegistry.Sphericity, .0144, -.0344, .0631),
        new(PhenotypeRegistry.WallThickness, -2.38, -5.26, .490),
        new(PhenotypeRegistry.LvFac, -6.29, -11.0, -1.62),
    ];

    /// <summary>Where the truth lies for a measured value, in 95 of 100 phantoms: least and most.</summary>
    public (double Least, double Most) Truth(double measured) => (measured - Upper, measured - Lower);
}
