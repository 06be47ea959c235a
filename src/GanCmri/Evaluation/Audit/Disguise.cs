using GanCmri.Imaging;

namespace GanCmri.Evaluation.Audit;

/// <summary>A way to change a training frame so that it is still a copy of it.</summary>
/// <param name="Kind">"turned", "mirrored", "shifted", "scaled" or "intensity".</param>
/// <param name="Strength">How much, in <paramref name="Unit"/>.</param>
/// <param name="Unit">"degrees", "% of the side", "%", "gamma" or "".</param>
internal sealed record Disguise(string Kind, double Strength, string Unit)
{
    /// <summary>Those that an audit is tried with.</summary>
    public static IReadOnlyList<Disguise> All { get; } =
    [
        .. ((double[])[0, 4, 8, 12, 16, 20]).Select(d => new Disguise("turned", d, "degrees")),
        new Disguise("mirrored", 1, ""),
        .. ((double[])[3, 6, 9, 12]).Select(d => new Disguise("shifted", d, "% of the side")),
        .. ((double[])[-15, -10, -5, 5, 10, 15]).Select(d => new Disguise("scaled", d, "%")),
        .. ((double[])[0.5, 0.7, 1.4, 2]).Select(d => new Disguise("intensity", d, "gamma")),
    ];

    /// <summary>The frame in disguise.</summary>
    /// <param name="frame">Any unit; at least 2 x 2 pixels.</param>
    /// <param name="other">The other way round: turned or shifted to the other side.</param>
    public GrayImage Apply(GrayImage frame, bool other) =>
        Kind switch
        {
            "turned" => Strength == 0 ? frame : Warp.Turned(other ? -Strength : Strength).Apply(frame),
            "mirrored" => Warp.Turned(0, mirrored: true).Apply(frame),
            "shifted" => new Warp(1, 0, 0, 1).Apply(frame, (other ? -Strength : Strength) / 100 * frame.Width),
            "scaled" => new Warp(1 / (1 + Strength / 100), 0, 0, 1 / (1 + Strength / 100)).Apply(frame),
            "intensity" => Curved(frame, Strength),
            _ => throw new InvalidOperationException($"no disguise is called {Kind}"),
        };

    private static GrayImage Curved(GrayImage frame, double gamma)
    {
        float dark = frame.Pixels.Min(),
            range = Math.Max(1e-9f, frame.Pixels.Max() - dark);
        return new GrayImage(
            frame.Height,
            frame.Width,
            Array.ConvertAll(frame.Pixels, v => dark + range * MathF.Pow((v - dark) / range, (float)gamma))
        );
    }
}
