using GanCmri.Runtime;

namespace GanCmri.Trajectories.Directions;

/// <summary>
/// Where a heart's cavity is in size and shape, as a function of its latent. The state is log area and the stretch e = (M² - m²) / (M² +
/// m²) exp(2 i angle), M and m the axes of the cavity's ellipse: the sphericity index m / M depends on |e| alone, so that its gradients
/// cancel between hearts that are long along different axes, while those of Re e and Im e do not.
/// </summary>
/// <param name="Centre">The latent that the components are about.</param>
/// <param name="LogArea">log(area in mm²).</param>
/// <param name="AlongRows">Re e.</param>
/// <param name="AlongDiagonal">Im e.</param>
public sealed record ShapeField(
    IReadOnlyList<float> Centre,
    LatentQuadratic LogArea,
    LatentQuadratic AlongRows,
    LatentQuadratic AlongDiagonal
)
{
    private const double LeastStretch = .01; // rounder than that a heart has no axis
    private readonly float[] _centre = [.. Centre];

    /// <summary>A heart's size and shape as the field sees them.</summary>
    /// <param name="w">Its latent.</param>
    public ShapeState StateOf(ReadOnlySpan<float> w)
    {
        var d = Vectors.Subtract(w, _centre);
        return new ShapeState(LogArea.At(d), AlongRows.At(d), AlongDiagonal.At(d));
    }

    /// <summary>The field with what it misses of one heart added, so that it tells of this heart what was seen.</summary>
    internal ShapeField Shifted(ShapeState told, ShapeState seen) =>
        this with
        {
            LogArea = LogArea with { Value = LogArea.Value + seen.LogArea - told.LogArea },
            AlongRows = AlongRows with { Value = AlongRows.Value + seen.AlongRows - told.AlongRows },
            AlongDiagonal = AlongDiagonal with { Value = AlongDiagonal.Value + seen.AlongDiagonal - told.AlongDiagonal },
        };

    /// <summary>Shortest moves at a latent that raise log area, or |e|, by 1 and leave the other; null where the heart does not
    /// respond.</summary>
    internal ShapeMoves? MovesAt(ReadOnlySpan<float> w)
    {
        var d = Vectors.Subtract(w, _centre);
        double re = AlongRows.At(d),
            im = AlongDiagonal.At(d),
            size = Math.Max(LeastStretch, Math.Sqrt(re * re + im * im));
        var stretch = Vectors.AddScaled(Vectors.Scale(AlongRows.GradientAt(d), re / size), im / size, AlongDiagonal.GradientAt(d));
        return ResponseDirections.Of([LogArea.GradientAt(d), stretch]) is [var area, var length] ? new ShapeMoves(area, length) : null;
    }

    /// <summary>Checks that its parts fit together.</summary>
    /// <exception cref="InputException">They do not, or a number is not finite.</exception>
    internal void Require(int length, string where)
    {
        if (Centre.Count != length)
            throw new InputException(where, $"a field of {length} numbers", $"one of {Centre.Count}", "fit the direction again");
        Vectors.RequireFinite(Centre, where);
        foreach (var component in new[] { LogArea, AlongRows, AlongDiagonal })
            component.Require(length, where);
    }
}

/// <summary>Moves of a latent.</summary>
/// <param name="LogArea">Raises log area by 1, leaves |e|.</param>
/// <param name="Stretch">Raises |e| by 1, leaves the area.</param>
internal sealed record ShapeMoves(float[] LogArea, float[] Stretch);
