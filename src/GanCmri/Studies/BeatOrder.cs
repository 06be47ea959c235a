namespace GanCmri.Studies;

/// <summary>A beat has no first frame of its own; people begin it at end-diastole.</summary>
internal static class BeatOrder
{
    /// <summary>The frames of one beat from one of them on, those before it at the end.</summary>
    /// <param name="frames">In order of time; after the last comes the first.</param>
    /// <param name="first">Which shall be the first; below 0, where no frame was measured, they stay as they are.</param>
    public static IReadOnlyList<T> From<T>(this IReadOnlyList<T> frames, int first) =>
        first <= 0 ? frames : [.. frames.Skip(first), .. frames.Take(first)];
}
