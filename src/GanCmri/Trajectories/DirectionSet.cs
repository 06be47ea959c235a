using GanCmri.Runtime;
using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Trajectories;

/// <summary>Several named directions of one length, and how they relate.</summary>
public sealed class DirectionSet
{
    /// <summary>Creates a set.</summary>
    /// <param name="names">A name a direction.</param>
    /// <param name="vectors">The directions.</param>
    public DirectionSet(IReadOnlyList<string> names, IReadOnlyList<float[]> vectors)
    {
        if (names.Count != vectors.Count) throw new ArgumentException("one name a direction", nameof(names));
        Vectors = vectors;
        Names = names;
        Trajectories.Vectors.RequireSameLength(vectors, "directions");
    }

    /// <summary>Names.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Vectors in the order of the names.</summary>
    public IReadOnlyList<float[]> Vectors { get; }

    /// <summary>Euclidean lengths.</summary>
    public IReadOnlyList<double> Norms() => [.. Vectors.Select(v => Trajectories.Vectors.Norm(v))];

    /// <summary>Cosine of the angle between two directions.</summary>
    public double Cosine(int a, int b) => Trajectories.Vectors.Cosine(Vectors[a], Vectors[b]);

    /// <summary>
    /// Each direction without its part in the span of all others: moving along one leaves what the others measure, to first order, where it
    /// was. Compare <see cref="Norms"/> before and after: a direction that mostly lies in the others' span has little left.
    /// </summary>
    /// <exception cref="InputException">A direction lies wholly in the span of the others.</exception>
    public DirectionSet Orthogonalised()
    {
        if (Vectors.Count == 1) return this;
        return new DirectionSet(Names, [.. Enumerable.Range(0, Vectors.Count).Select(Without)]);
    }

    private float[] Without(int index)
    {
        var v = Vector<double>.Build.Dense([.. Vectors[index].Select(x => (double)x)]);
        var others = Matrix<double>.Build.DenseOfColumns(Vectors.Where((_, i) => i != index).Select(o => o.Select(x => (double)x)));
        var svd = others.TransposeThisAndMultiply(others).Evd(Symmetricity.Symmetric);
        var largest = svd.EigenValues.Max(e => e.Real);
        var rest = v.Clone();
        for (var j = 0; j < others.ColumnCount; j++)
        {
            var square = svd.EigenValues[j].Real;
            if (square <= 1e-10 * largest) continue;
            var axis = others * svd.EigenVectors.Column(j) / Math.Sqrt(square);
            rest -= axis.DotProduct(rest) * axis;
        }

        if (rest.L2Norm() <= 1e-4 * v.L2Norm())
            throw new InputException(Names[index], "a direction of its own", "one made of the others", "leave one of them out");
        return Trajectories.Vectors.ToFloat(rest);
    }
}
