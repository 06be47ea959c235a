using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Trajectories.Directions;

/// <summary>From gradients of several phenotypes to moves that change each alone.</summary>
internal static class ResponseDirections
{
    /// <summary>
    /// Shortest moves of the latent of which each raises one phenotype by 1 and leaves the others, to first order: the columns of the
    /// pseudo-inverse J' (J J')^-1 of the Jacobian.
    /// </summary>
    /// <param name="gradients">Rows of J, one a phenotype, of one length.</param>
    /// <returns>One move a phenotype; null where a phenotype does not respond, or two respond alike.</returns>
    public static float[][]? Of(IReadOnlyList<float[]> gradients)
    {
        // Scaled to unit rows first: units of phenotypes differ by orders of magnitude.
        double[] norms = [.. gradients.Select(g => Vectors.Norm(g))];
        if (!norms.All(n => n > 0 && double.IsFinite(n)))
            return null;
        var rows = Matrix<double>.Build.Dense(gradients.Count, gradients[0].Length, (r, c) => gradients[r][c] / norms[r]);
        var gram = rows.TransposeAndMultiply(rows);
        if (gram.Determinant() < 1e-6)
            return null;
        var moves = rows.TransposeThisAndMultiply(gram.Inverse());
        return [.. norms.Select((norm, i) => Vectors.ToFloat(moves.Column(i) / norm))];
    }
}
