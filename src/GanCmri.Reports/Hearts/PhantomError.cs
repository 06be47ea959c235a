using GanCmri.Studies;
using GanCmri.Phenotypes;

namespace GanCmri.Reports.Hearts;

/// <summary>
/// How far measures of 64 x 64 pixel hearts lie from the truth, by 60 phantoms of 20 frames (docs/validation-measures.md): a measure lies so much above the
/// truth in 95 of 100 frames.
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
        new(PhenotypeRegistry.LvArea, 312, 149, 474), new(PhenotypeRegistry.Sphericity, .0182, -.0308, .0672),
        new(PhenotypeRegistry.WallThickness, -3.81, -6.72, -.894), new(PhenotypeRegistry.LvFac, -6.36, -11.0, -1.71),
    ];

    /// <summary>Where the truth lies for a measured value, in 95 of 100 phantoms: least and most.</summary>
    public (double Least, double Most) Truth(double measured) => (measured - Upper, measured - Lower);
}
