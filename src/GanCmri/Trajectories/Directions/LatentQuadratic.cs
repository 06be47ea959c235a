using GanCmri.Runtime;

namespace GanCmri.Trajectories.Directions;

/// <summary>
/// A number of a heart as a quadratic function of its latent about a centre, y(w) = Value + Gradient·d + ½ Σ Bends[j] (Axes[j]·d)², d = w -
/// centre: how fast the number changes, and how that differs from heart to heart.
/// </summary>
/// <param name="Name">What the number is, e.g. "log-area".</param>
/// <param name="Value">At the centre.</param>
/// <param name="Gradient">d y / d w at the centre: as many numbers as a latent.</param>
/// <param name="Axes">Along which the gradient changes; each of that length.</param>
/// <param name="Bends">Second derivative along each axis.</param>
public sealed record LatentQuadratic(
    string Name,
    double Value,
    IReadOnlyList<float> Gradient,
    IReadOnlyList<float[]> Axes,
    IReadOnlyList<double> Bends
)
{
    private readonly float[] _gradient = [.. Gradient];

    /// <summary>The number at a distance from the centre.</summary>
    internal double At(ReadOnlySpan<float> d)
    {
        var y = Value + Vectors.Dot(_gradient, d);
        for (var j = 0; j < Axes.Count; j++)
            y += .5 * Bends[j] * Math.Pow(Vectors.Dot(Axes[j], d), 2);
        return y;
    }

    /// <summary>Its gradient there.</summary>
    internal float[] GradientAt(ReadOnlySpan<float> d)
    {
        var gradient = _gradient;
        for (var j = 0; j < Axes.Count; j++)
            gradient = Vectors.AddScaled(gradient, Bends[j] * Vectors.Dot(Axes[j], d), Axes[j]);
        return gradient;
    }

    /// <summary>Checks that it fits latents of a length.</summary>
    /// <exception cref="InputException">It does not, or a number is not finite.</exception>
    internal void Require(int length, string where)
    {
        if (Gradient.Count != length || Axes.Count != Bends.Count || Axes.Any(a => a is null || a.Length != length))
            throw new InputException(
                where,
                $"components of {length} numbers with a bend an axis",
                $"'{Name}' of other lengths",
                "fit the direction again"
            );
        Vectors.RequireFinite([.. Gradient, .. Axes.SelectMany(a => a), .. Bends.Select(b => (float)b), (float)Value], where);
    }
}
