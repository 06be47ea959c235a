namespace GanCmri.Reports.Html;

/// <summary>Cines that beat in step, or pictures; web/src/player/film.tsx shows them.</summary>
/// <param name="FrameMs">From frame to frame, ms.</param>
/// <param name="Clips">At least one, all of one number of frames.</param>
internal sealed record Film(double FrameMs, IReadOnlyList<Clip> Clips)
{
    /// <summary>Clips a row, e.g. those of one heart; 0: as many as fit.</summary>
    public int PerRow { get; init; }

    /// <summary>Pictures, one frame each.</summary>
    public static Film Of(IEnumerable<Clip> stills, int perRow = 0) => new(1, [.. stills]) { PerRow = perRow };
}
