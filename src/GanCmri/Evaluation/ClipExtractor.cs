using GanCmri.Imaging;

namespace GanCmri.Evaluation;

/// <summary>An extractor that sees whole clips, as the networks behind published video distances do.</summary>
/// <param name="Name">For tables.</param>
/// <param name="Extract">Features of each clip: as many arrays as clips, all of one length.</param>
internal sealed record ClipExtractor(string Name, Func<IReadOnlyList<CineSeries>, float[][]> Extract);
