namespace GanCmri.Imaging;

/// <summary>Words for what the source of a cine leaves open; what depends on it stays empty.</summary>
internal static class CineDoubts
{
    /// <summary>No pixel size is told: nothing in mm.</summary>
    public const string PixelSize = "NoPixelSize";

    /// <summary>No times are told, or such that a heart beat would last far too long or too short: no rates.</summary>
    public const string Times = "NoTimes";

    /// <summary>One phase: neither end-systole nor change.</summary>
    public const string OnePhase = "OnePhase";

    /// <summary>Frames do not resemble each other, so they are hardly one cine: neither end-systole nor change.</summary>
    public const string FramesDiffer = "FramesDiffer";

    /// <summary>The plane lies across where short axes do (<see cref="ShortAxisPlane"/>): a long-axis view, perhaps.</summary>
    public const string Plane = "NotShortAxis";

    /// <summary>Another slice of the stack has the same pixels (<see cref="RepeatedSlices"/>): no volume.</summary>
    public const string Repeated = "SliceRepeated";

    private const double LongestBeatMs = 4000,
        ShortestBeatMs = 200,
        ShortestOfFewMs = 20;
    private const int FewFrames = 5;

    /// <summary>What is not told of a cine: the size of its pixels, its times.</summary>
    public static IEnumerable<string> Untold(PixelSpacing? spacing, IEnumerable<CineFrame> frames) =>
        [
            .. spacing is null ? [PixelSize] : Array.Empty<string>(),
            .. ArePlausible([.. frames.Select(f => f.TimeMs)]) ? Array.Empty<string>() : [Times],
        ];

    /// <summary>Whether times can be those of one heart beat: rising, 0.2 to 4 s (15 to 300 beats a minute), from 20 ms with fewer than
    /// five frames.</summary>
    internal static bool ArePlausible(IReadOnlyList<double> timesMs)
    {
        if (timesMs.Count < 2)
            return true;
        if (timesMs.Any(t => !double.IsFinite(t)) || timesMs.Zip(timesMs.Skip(1)).Any(p => p.Second <= p.First))
            return false;
        var beat = (timesMs[^1] - timesMs[0]) * timesMs.Count / (timesMs.Count - 1);
        return beat <= LongestBeatMs && beat >= (timesMs.Count < FewFrames ? ShortestOfFewMs : ShortestBeatMs);
    }
}
