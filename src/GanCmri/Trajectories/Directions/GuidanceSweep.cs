using GanCmri.Runtime;

namespace GanCmri.Trajectories.Directions;

/// <summary>
/// Evenly spaced steps c along a direction: w_adjusted = w + c k (Vukadinovic et al., PMLR 225, 2023, with c in [-2, 3]).
/// </summary>
public sealed class GuidanceSweep
{
    /// <summary>The least step published.</summary>
    public const double PublishedFrom = -2;

    /// <summary>The largest step published.</summary>
    public const double PublishedTo = 3;

    private readonly PhenotypeDirection _direction;

    /// <summary>A sweep along a direction.</summary>
    /// <param name="direction">k: WDim or NumWs x WDim numbers, with its field if it has one.</param>
    /// <param name="from">First step.</param>
    /// <param name="to">Last step, above the first.</param>
    /// <param name="count">Steps, both ends included; at least 2.</param>
    /// <exception cref="InputException">The steps do not rise, or are fewer than two.</exception>
    public GuidanceSweep(PhenotypeDirection direction, double from = PublishedFrom, double to = PublishedTo, int count = 6)
    {
        if (!double.IsFinite(from) || !double.IsFinite(to) || from >= to)
            throw new InputException(
                "steps",
                "a first step below the last",
                FormattableString.Invariant($"{from} to {to}"),
                "correct them"
            );
        if (count < 2)
            throw new InputException("steps", "at least 2", FormattableString.Invariant($"{count}"), "ask for more");
        _direction = direction;
        Steps = [.. Enumerable.Range(0, count).Select(i => from + (to - from) * i / (count - 1))];
    }

    /// <summary>A sweep along a bare vector.</summary>
    /// <inheritdoc cref="GuidanceSweep(PhenotypeDirection, double, double, int)"/>
    public GuidanceSweep(IReadOnlyList<float> direction, double from = PublishedFrom, double to = PublishedTo, int count = 6)
        : this(new PhenotypeDirection("direction", DirectionMethod.MeanSplit, direction, 0, 0, 0, 0), from, to, count) { }

    /// <summary>Numbers in the direction, and in the latents it moves.</summary>
    public int Length => _direction.Vector.Count;

    /// <summary>The steps c, rising.</summary>
    public IReadOnlyList<double> Steps { get; }

    /// <summary>A latent at every step.</summary>
    /// <param name="w">As many numbers as the direction.</param>
    /// <exception cref="InputException">It has another length.</exception>
    public IReadOnlyList<float[]> Of(float[] w)
    {
        if (w.Length != _direction.Vector.Count)
            throw new InputException(
                "direction",
                $"latents of {_direction.Vector.Count} numbers",
                $"{w.Length}",
                "use the network the direction was fitted for"
            );
        return [.. Steps.Select(c => _direction.Move(w, c))];
    }
}
