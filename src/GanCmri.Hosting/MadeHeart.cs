using GanCmri.Imaging;
using GanCmri.Phenotypes;

namespace GanCmri.Hosting;

/// <summary>A synthetic heart at end-diastole.</summary>
/// <param name="Seed">What its latent was drawn with.</param>
/// <param name="Psi">Truncation: 1 none, 0 the mean heart.</param>
/// <param name="Image">A heart crop of 175 mm, [-1, 1].</param>
/// <param name="Measures">What was measured in it; NaN where no cavity was found.</param>
public sealed record MadeHeart(uint Seed, double Psi, GrayImage Image, LvMeasures Measures);
