using GanCmri.Imaging;
using GanCmri.Runtime;

namespace GanCmri.Phenotypes.Fitting;

/// <summary>Picks the outlined frames out of cines.</summary>
public static class LabelledFrames
{
    /// <summary>Reads every frame that comes with an outline of the left-ventricular cavity: column lv_mask of frames.csv, or a label map beside a NIfTI image.</summary>
    /// <param name="path">Folder that <see cref="CineReader"/> reads.</param>
    /// <exception cref="InputException">Nothing readable, no frame with a mask, or frames of another pixel size than about 1.37 mm: the networks learn sizes in px.</exception>
    /// <param name="notes">Told what was left out; may be null.</param>
    public static IReadOnlyList<LabelledFrame> Read(string path, ReadingNotes? notes = null)
    {
        var options = new CineReaderOptions { Labels = true, Notes = notes ?? new ReadingNotes() };
        LabelledFrame[] frames =
        [
            .. CineReader.Stacks(path, options).SelectMany(stack => stack.Series).SelectMany(series => series.Frames
                .Where(f => f.LvCavity?.Area > 0 && HasWorkingSize(path, f.Image, series.Spacing))
                .Select(f => new LabelledFrame(series.Subject, series.Pathology, f.Phase, f.Name, f.Image, f.LvCavity!, null))),
        ];
        return frames.Length > 0 ? frames
            : throw new InputException(path, "frames with a mask (column lv_mask of frames.csv, or label maps beside NIfTI images)", "none", "add the masks");
    }

    private static bool HasWorkingSize(string path, GrayImage frame, PixelSpacing? spacing) => FieldOfView.Of(frame, spacing) is { StepX: 1, StepY: 1 } ? true
        : throw new InputException(path, "frames of about 1.37 mm a pixel, or without a pixel size of about 256 px a side",
            spacing is null ? $"{frame.Width} x {frame.Height} px" : FormattableString.Invariant($"{spacing.ColumnMm:0.##} x {spacing.RowMm:0.##} mm"), "resample frames and masks");
}
