using GanCmri.Imaging;

namespace GanCmri.Phenotypes.Fitting;

/// <summary>One frame with its manual outline, for training and testing a segmenter.</summary>
/// <param name="Subject">Pseudonym of the subject: frames of one subject never stand on both sides of a split.</param>
/// <param name="Group">What to balance folds by, e.g. the pathology; may be empty.</param>
/// <param name="Phase">"ED", "ES" or empty.</param>
/// <param name="Name">File name stem of the image.</param>
/// <param name="Image">The whole field of view, any unit.</param>
/// <param name="Cavity">Left-ventricular cavity, same size.</param>
/// <param name="Epicardium">Everything inside the epicardial contour (cavity and myocardium), where it was drawn.</param>
public sealed record LabelledFrame(
    string Subject, string Group, string Phase, string Name, GrayImage Image, Mask Cavity, Mask? Epicardium);
