using GanCmri.Imaging;
using GanCmri.Runtime;

namespace GanCmri.Phenotypes.Fitting;

/// <summary>Picks the outlined frames out of cines.</summary>
internal static class LabelledFrames
{
    /// <summary>Reads every frame that comes with an outline of the left-ventricular cavity: column lv_mask of frames.csv, or a label map
    /// beside a NIfTI image.</summary>
    /// <param name="path">Folder that <see cref="CineReader"/> reads; its name is the source's.</param>
    /// <param name="excessPx">How far its masks reach beyond their outlines, px (<see cref="LabelledFrame.ExcessPx"/>).</param>
    /// <param name="notes">Told what was left out or turned; may be null.</param>
    /// <exception cref="InputException">Nothing readable, or no frame with a mask.</exception>
    public static IReadOnlyList<LabelledFrame> Read(string path, double excessPx = 0, ReadingNotes? notes = null)
    {
        var options = new CineReaderOptions { Labels = true, Notes = notes ?? new ReadingNotes() };
        var source = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        LabelledFrame[] frames =
        [
            .. CineReader
                .Stacks(path, options)
                .SelectMany(stack => stack.Series)
                .SelectMany(series =>
                    series
                        .Frames.Where(f => f.LvCavity is not null)
                        .Select(f => new LabelledFrame(series.Subject, series.Pathology, f.Phase, f.Name, f.Image, f.LvCavity, null)
                        {
                            Source = source,
                            Spacing = series.Spacing,
                            Slice = series.Slice,
                            ExcessPx = excessPx,
                        })
                ),
        ];
        return frames.Length > 0
            ? frames
            : throw new InputException(
                path,
                "frames with a mask (column lv_mask of frames.csv, or label maps beside NIfTI images)",
                "none",
                "add the masks"
            );
    }
}
