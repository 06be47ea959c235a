using GanCmri.Phenotypes;
using GanCmri.Phenotypes.Fitting;
using GanCmri.Statistics;

namespace GanCmri.Evaluation;

/// <summary>One frame, outlined by a segmenter that never saw its subject.</summary>
/// <param name="Frame">The frame with its manual outline.</param>
/// <param name="Cavity">How the cavities agree.</param>
/// <param name="Epicardium">How the epicardial disks agree; null where none was drawn. Dice 0 where none was found.</param>
/// <param name="AreaPx">Area by the segmenter, a sum of probabilities, px; 0 where no cavity was found.</param>
/// <param name="Uncertainty">One minus the Dice that the segmenter expected.</param>
/// <param name="Flags">What it doubted.</param>
public sealed record OutlinedFrame(
    LabelledFrame Frame, MaskAgreement Cavity, MaskAgreement? Epicardium, double AreaPx, double Uncertainty, QualityFlags Flags);

/// <summary>How good a segmenter is on outlined frames of subjects it was not trained on. Nothing is left out: a miss counts as Dice 0.</summary>
/// <param name="Frames">Each frame.</param>
/// <param name="Dice">Mean Dice of the cavity over all frames, interval over subjects.</param>
/// <param name="DiceEd">The same over the frames called ED; null if there are fewer than two subjects with one.</param>
/// <param name="DiceEs">The same over the frames called ES.</param>
/// <param name="DiceEpicardium">The same for the epicardial disk where it was drawn.</param>
/// <param name="Area">Pearson's r of areas over all frames, interval over subjects.</param>
/// <param name="AreaAgreement">Segmenter less manual area, px.</param>
public sealed record SegmentationReport(
    IReadOnlyList<OutlinedFrame> Frames, BootstrapInterval Dice, BootstrapInterval? DiceEd, BootstrapInterval? DiceEs, BootstrapInterval? DiceEpicardium,
    BootstrapInterval Area, BlandAltman AreaAgreement)
{
    /// <summary>Outlines frames and compares.</summary>
    /// <exception cref="ArgumentException">The frames come from fewer than two subjects.</exception>
    public static SegmentationReport Of(Segmenter segmenter, IReadOnlyList<LabelledFrame> frames, SegmentationOptions? options = null) =>
        Of([.. frames.Zip(segmenter.Segment([.. frames.Select(f => f.Image)], spacing: null, options), Compare)]);

    /// <summary>Summarises frames that were outlined before, e.g. those of all folds of a cross-validation together.</summary>
    /// <exception cref="ArgumentException">The frames come from fewer than two subjects.</exception>
    public static SegmentationReport Of(IReadOnlyList<OutlinedFrame> frames)
    {
        double[] areas = [.. frames.Select(f => f.AreaPx)], manual = [.. frames.Select(f => f.Cavity.ReferenceAreaPx)];
        return new SegmentationReport(
            frames, Mean(frames, f => f.Cavity.Dice)!, Mean(frames.Where(f => f.Frame.Phase == "ED"), f => f.Cavity.Dice),
            Mean(frames.Where(f => f.Frame.Phase == "ES"), f => f.Cavity.Dice),
            Mean(frames.Where(f => f.Epicardium is not null), f => f.Epicardium!.Dice),
            Bootstrap.Interval([.. frames.Select(f => f.Frame.Subject)], rows => Correlation.Pearson([.. rows.Select(i => areas[i])], [.. rows.Select(i => manual[i])]).R),
            BlandAltman.Of(areas, manual));
    }

    private static OutlinedFrame Compare(LabelledFrame frame, Segmentation found)
    {
        var nothing = new Imaging.Mask(frame.Image.Height, frame.Image.Width, new bool[frame.Image.Pixels.Length]);
        var epicardium = frame.Epicardium is null ? null : MaskAgreement.Of(found.Epicardium ?? nothing, frame.Epicardium);
        return new OutlinedFrame(
            frame, MaskAgreement.Of(found.Cavity, frame.Cavity), epicardium, found.CavityProbability.Pixels.Sum(p => (double)p),
            found.Uncertainty, found.Flags);
    }

    private static BootstrapInterval? Mean(IEnumerable<OutlinedFrame> some, Func<OutlinedFrame, double> value)
    {
        var frames = some.ToArray();
        var subjects = Array.ConvertAll(frames, f => f.Frame.Subject);
        return subjects.Distinct().Count() < 2 ? null : Bootstrap.Interval(subjects, rows => rows.Average(i => value(frames[i])));
    }
}
