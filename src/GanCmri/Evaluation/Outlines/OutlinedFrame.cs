using GanCmri.Imaging;
using GanCmri.Phenotypes;
using GanCmri.Phenotypes.Fitting;

namespace GanCmri.Evaluation.Outlines;

/// <summary>A structure that is outlined.</summary>
internal enum Structure
{
    /// <summary>The left ventricle's cavity.</summary>
    LeftCavity,

    /// <summary>Cavity and myocardium of the left ventricle together.</summary>
    LeftEpicardium,

    /// <summary>The right ventricle's cavity.</summary>
    RightCavity,
}

/// <summary>One structure of one frame, outlined by hand and by a segmenter that never saw the subject.</summary>
/// <param name="Frame">The frame with its manual outlines.</param>
/// <param name="Structure">Which structure.</param>
/// <param name="Masks">How the masks agree; Dice 0 where one of them is empty and the other is not.</param>
/// <param name="AreaPx">Area by the segmenter, a sum of probabilities, px; 0 where nothing was found.</param>
/// <param name="ManualAreaPx">Area inside the manual outline, px; less than its mask where that reaches beyond
/// (<see cref="LabelledFrame.ExcessPx"/>).</param>
/// <param name="Uncertainty">One minus the Dice that the segmenter expected of the left cavity.</param>
/// <param name="Flags">What it doubted.</param>
internal sealed record OutlinedStructure(
    LabelledFrame Frame,
    Structure Structure,
    MaskAgreement Masks,
    double AreaPx,
    double ManualAreaPx,
    double Uncertainty,
    QualityFlags Flags
)
{
    /// <summary>Whether the observer outlined anything in this frame.</summary>
    public bool IsPresent => Masks.ReferenceAreaPx > 0;

    /// <summary>Whether the segmenter found anything.</summary>
    public bool IsFound => Masks.AreaPx > 0;

    /// <summary>Everything that is known of a frame, compared.</summary>
    internal static IEnumerable<OutlinedStructure> Of(LabelledFrame frame, Segmentation found)
    {
        OutlinedStructure Compared(Structure structure, Mask? mask, Mask manual, double area) =>
            new(
                frame,
                structure,
                MaskAgreement.Of(mask ?? new Mask(manual.Height, manual.Width, new bool[manual.Inside.Length]), manual),
                area,
                SoftMask.Of(manual, structure == Structure.LeftCavity ? frame.ExcessPx : 0).Sum(p => (double)p),
                found.Uncertainty,
                found.Flags
            );

        if (frame.Cavity is { } cavity)
            yield return Compared(Structure.LeftCavity, found.Cavity, cavity, found.CavityProbability.Pixels.Sum(p => (double)p));
        if (frame.Epicardium is { } disk)
            yield return Compared(Structure.LeftEpicardium, found.Epicardium, disk, found.Epicardium?.Area ?? 0);
        if (frame.RightCavity is { } right)
            yield return Compared(Structure.RightCavity, found.RightCavity, right, double.IsNaN(found.RightAreaPx) ? 0 : found.RightAreaPx);
    }
}
