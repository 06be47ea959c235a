using GanCmri.Runtime;
using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Trajectories.Motion;

/// <summary>
/// The mean and first principal components of a set of vectors, for correcting further vectors as
/// <see cref="PcaCorrection"/> corrects those of the set itself.
/// </summary>
public sealed class PcaSubspace
{
    private readonly float[][] _components;
    private readonly float[] _mean;

    /// <summary>Wraps a mean and orthonormal components.</summary>
    /// <exception cref="InputException">Their lengths differ.</exception>
    public PcaSubspace(IReadOnlyList<float> mean, IReadOnlyList<float[]> components)
    {
        Vectors.RequireSameLength(
            [
                [.. mean],
                .. components,
            ],
            "PCA"
        );
        (_mean, _components) = ([.. mean], [.. components]);
    }

    /// <summary>The mean vector.</summary>
    public IReadOnlyList<float> Mean => _mean;

    /// <summary>Orthonormal components, the largest variance first.</summary>
    public IReadOnlyList<float[]> Components => _components;

    /// <summary>Finds the mean and the components with the largest variance.</summary>
    /// <param name="vectors">At least components + 1 vectors of one length.</param>
    /// <param name="components">How many components: from 1 to the rank of the set.</param>
    /// <exception cref="InputException">The set has too small a rank.</exception>
    public static PcaSubspace Fit(IReadOnlyList<float[]> vectors, int components)
    {
        Vectors.RequireSameLength(vectors, "PCA");
        var svd = new CentredSvd(vectors);
        var rank = svd.Rank(1e-6);
        if (components < 1 || components > rank)
            throw new InputException(
                "PCA",
                $"1 to {rank} components for {vectors.Count} rows of rank {rank}",
                $"{components}",
                "choose fewer, or give more rows"
            );

        // X - mean = U S V', so a component is (X - mean)' u / s.
        var centred = Vectors.ToMatrix(vectors) - Matrix<double>.Build.Dense(vectors.Count, svd.Mean.Count, (_, c) => svd.Mean[c]);
        var axes = Enumerable
            .Range(0, components)
            .Select(i => Vectors.ToFloat(centred.TransposeThisAndMultiply(svd.Left.Column(i)) / svd.Singular[i]));
        return new PcaSubspace(Vectors.ToFloat(svd.Mean), [.. axes]);
    }

    /// <summary>What the mode keeps of a vector: the residual v - PCA^-1(PCA(v)), the reconstruction PCA^-1(PCA(v)), or all.</summary>
    public float[] Correct(ReadOnlySpan<float> vector, CorrectionMode mode)
    {
        if (mode == CorrectionMode.None)
            return vector.ToArray();
        var centred = Vectors.Subtract(vector, _mean);
        var rebuilt = _mean;
        foreach (var axis in _components)
            rebuilt = Vectors.AddScaled(rebuilt, Vectors.Dot(centred, axis), axis);
        return mode == CorrectionMode.Reconstruction ? rebuilt : Vectors.Subtract(vector, rebuilt);
    }
}
