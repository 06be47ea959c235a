using GanCmri.Imaging;

namespace GanCmri.Phenotypes;

/// <summary>Reasons to doubt an outline or a measurement.</summary>
[Flags]
public enum QualityFlags
{
    /// <summary>Nothing was noticed.</summary>
    None = 0,

    /// <summary>No left-ventricular cavity was found: there is no outline and nothing is measured.</summary>
    NoCavity = 1,

    /// <summary>The cavity reaches the frame's border and may be cut off.</summary>
    TouchesBorder = 2,

    /// <summary>The expected Dice of the outline is below 0.9.</summary>
    Uncertain = 4,

    /// <summary>A second region of at least a quarter of the cavity's area was dropped.</summary>
    SeveralRegions = 8,

    /// <summary>The area or the place changes more than a beating heart's both from the frame before and from the frame after.</summary>
    ImplausibleChange = 16,

    /// <summary>Another network, where one looked, sees a cavity that is more than a fifth larger or smaller, or one of both sees
    /// none.</summary>
    NetworksDiffer = 32,

    /// <summary>The cavity fills less than 0.95 of its convex hull: it leaks, or two regions run into one.</summary>
    NotConvex = 64,
}

/// <summary>The outlined ventricles of one frame.</summary>
/// <param name="Cavity">The cavity: one region without holes, or empty; the frame's size.</param>
/// <param name="CavityProbability">Probability of cavity at each pixel, 0 away from the region; its sum is the area in px, finer than whole
/// pixels.</param>
/// <param name="Epicardium">Cavity and myocardium together, one region; null where it was not found.</param>
/// <param name="Uncertainty">One minus the Dice coefficient to expect, from the probabilities: 0 sure, 1 nothing found.</param>
/// <param name="Flags">What to doubt.</param>
public sealed record Segmentation(Mask Cavity, GrayImage CavityProbability, Mask? Epicardium, double Uncertainty, QualityFlags Flags)
{
    /// <summary>The right ventricle's cavity, one region without holes; null where it was not found or the segmenter does not know
    /// it.</summary>
    public Mask? RightCavity { get; init; }

    /// <summary>Area of the right ventricle's cavity as a sum of probabilities, px; 0 where none was found, NaN where the segmenter does
    /// not know it.</summary>
    public double RightAreaPx { get; init; } = double.NaN;
}
