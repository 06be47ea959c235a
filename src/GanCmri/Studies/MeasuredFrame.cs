using GanCmri.Imaging;
using GanCmri.Phenotypes;

namespace GanCmri.Studies;

/// <summary>A synthetic frame and what was measured in it.</summary>
/// <param name="Image">The image, [-1, 1].</param>
/// <param name="Cavity">The outlined cavity; empty where none was found.</param>
/// <param name="Measures">What was measured.</param>
internal sealed record MeasuredFrame(GrayImage Image, Mask Cavity, LvMeasures Measures);
