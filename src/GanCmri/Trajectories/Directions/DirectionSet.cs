using GanCmri.Runtime;
using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Trajectories.Directions;

/// <summary>Several named directions of one length, and how they relate.</summary>
public sealed class DirectionSet
{
    /// <summary>Creates a set.</summary>
    /// <param name="names">A name a direction.</param>
    /// <param name="directions">The directions.</param>
    public DirectionSet(IReadOnlyList<string> names, IReadOnlyList<float[]> directions)
    {
        if (names.Count != directions.Count)
            throw new ArgumentException("one name a direction", nameof(names));
        Directions = directions;
        Names = names;
        if (directions.Count > 0)
            Vectors.RequireSameLength(directions, "directions");
    }

    /// <summary>Names.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Directions in the order of the names.</summary>
    public IReadOnlyList<float[]> Directions { get; }

    /// <summary>Euclidean lengths.</summary>
    public IReadOnlyList<double> Norms() => [.. Directions.Select(v => Vectors.Norm(v))];

    /// <summary>Cosine of the angle between two directions.</summary>
    public double Cosine(int a, int b) => Vectors.Cosine(Directions[a], Directions[b]);

    /// <summary>
    /// Each direction without its part in the span of all others: moving along one leaves what the others measure, to first order, where it
    /// was. Compare <see cref="Norms"/> before and after: a direction that mostly lies in the others' span has little left.
    /// </summary>
    /// <exception cref="InputException">A direction lies wholly in the span of the others.</exception>
    public DirectionSet Orthogonalised()
    {
        if (Directions.Count == 1)
            return this;
        return new DirectionSet(Names, [.. Enumerable.Range(0, Directions.Count).Select(Without)]);
    }

    private float[] Without(int index)
    {
        var v = Vector<double>.Build.Dense([.. Directions[index].Select(x => (double)x)]);
        var others = Matrix<double>.Build.DenseOfColumns(Directions.Where((_, i) => i != index).Select(o => o.Select(x => (double)x)));
        var eigen = others.TransposeThisAndMultiply(others).Evd(Symmetricity.Symmetric);
        var largest = eigen.EigenValues.Max(e => e.Real);
        var rest = v.Clone();
        for (var j = 0; j < others.ColumnCount; j++)
        {
            var square = eigen.EigenValues[j].Real;
            if (square <= 1e-10 * largest)
                continue;
            var axis = others * eigen.EigenVectors.Column(j) / Math.Sqrt(square);
            rest -= axis.DotProduct(rest) * axis;
        }

        if (rest.L2Norm() <= 1e-4 * v.L2Norm())
            throw new InputException(Names[index], "a direction of its own", "one made of the others", "leave one of them out");
        return Vectors.ToFloat(rest);
    }
}
