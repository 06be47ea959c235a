using GanCmri.Imaging;

namespace GanCmri.Evaluation;

/// <summary>Frames of equal size with the patient each belongs to.</summary>
internal sealed class FrameSet
{
    /// <summary>Wraps frames without copying them.</summary>
    /// <param name="frames">At least one; any unit, the same for all sets of a comparison.</param>
    /// <param name="patients">The patient of each frame; a synthetic subject counts as one.</param>
    /// <exception cref="ArgumentException">Lengths or sizes differ, or nothing is given.</exception>
    public FrameSet(IReadOnlyList<GrayImage> frames, IReadOnlyList<string> patients)
    {
        if (frames.Count == 0 || frames.Count != patients.Count)
            throw new ArgumentException("expected frames and a patient for every frame");
        if (frames.Any(f => f.Height != frames[0].Height || f.Width != frames[0].Width))
            throw new ArgumentException("expected frames of one size");
        (Frames, Patients) = (frames, patients);
    }

    /// <summary>The frames.</summary>
    public IReadOnlyList<GrayImage> Frames { get; }

    /// <summary>The patient of each frame.</summary>
    public IReadOnlyList<string> Patients { get; }

    /// <summary>All frames of some cines.</summary>
    public static FrameSet Of(IReadOnlyList<CineSeries> cines) =>
        new([.. cines.SelectMany(c => c.Frames.Select(f => f.Image))], [.. cines.SelectMany(c => c.Frames.Select(_ => c.Subject))]);
}
