using GanCmri.Imaging;

namespace GanCmri.Phenotypes.Fitting;

/// <summary>One frame with its manual outlines, for training and testing a segmenter. A structure that its source did not outline is null:
/// unknown, not absent.</summary>
/// <param name="Subject">Pseudonym of the subject: frames of one subject never stand on both sides of a split.</param>
/// <param name="Group">What to balance folds by, e.g. the pathology; may be empty.</param>
/// <param name="Phase">"ED", "ES" or empty.</param>
/// <param name="Name">File name stem of the image.</param>
/// <param name="Image">The whole field of view, any unit.</param>
/// <param name="Cavity">Left-ventricular cavity, same size; empty where the observer saw none.</param>
/// <param name="Epicardium">Everything inside the epicardial contour (cavity and myocardium), where it was drawn.</param>
internal sealed record LabelledFrame(
    string Subject,
    string Group,
    string Phase,
    string Name,
    GrayImage Image,
    Mask? Cavity,
    Mask? Epicardium
)
{
    /// <summary>Right-ventricular cavity, same size; empty where the observer saw none.</summary>
    public Mask? RightCavity { get; init; }

    /// <summary>The data set or centre, so that one can be left out as a whole.</summary>
    public string Source { get; init; } = "";

    /// <summary>Whose heart it is.</summary>
    public OutlinedSubject Person => new(Source, Subject);

    /// <summary>Pixel size; null takes fields above 160 px as 350 mm wide and smaller ones as heart crops of 175 mm.</summary>
    public PixelSpacing? Spacing { get; init; }

    /// <summary>The slice's place in its stack, from 0; -1 where unknown.</summary>
    public int Slice { get; init; } = -1;

    /// <summary>Distance between slices of the stack, mm; NaN where unknown.</summary>
    public double SliceDistanceMm { get; init; } = double.NaN;

    /// <summary>How far the cavity masks reach beyond the outlines they were drawn from, px of the image: half a pixel where the outline's
    /// own pixels were filled too.</summary>
    public double ExcessPx { get; init; }
}
