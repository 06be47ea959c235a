using GanCmri.Runtime;
using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Trajectories;

/// <summary>Arithmetic on latents: float in, double inside.</summary>
internal static class Vectors
{
    /// <summary>A latent of one layer as long as those of all layers, each of which then has it; one of that length already comes back as
    /// it is.</summary>
    public static float[] Broadcast(float[] w, int length) =>
        w.Length == length || length % w.Length != 0 ? w : [.. Enumerable.Repeat(w, length / w.Length).SelectMany(x => x)];

    public static double Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double sum = 0;
        for (var i = 0; i < a.Length; i++)
            sum += (double)a[i] * b[i];
        return sum;
    }

    public static double Norm(ReadOnlySpan<float> a) => Math.Sqrt(Dot(a, a));

    /// <summary>Cosine of the angle between two vectors; 0 when either is zero.</summary>
    public static double Cosine(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var scale = Norm(a) * Norm(b);
        return scale > 0 ? Dot(a, b) / scale : 0;
    }

    /// <summary>a + scale b.</summary>
    public static float[] AddScaled(ReadOnlySpan<float> a, double scale, ReadOnlySpan<float> b)
    {
        var sum = new float[a.Length];
        for (var i = 0; i < sum.Length; i++)
            sum[i] = (float)(a[i] + scale * b[i]);
        return sum;
    }

    public static float[] Subtract(ReadOnlySpan<float> a, ReadOnlySpan<float> b) => AddScaled(a, -1, b);

    public static float[] Scale(ReadOnlySpan<float> a, double scale)
    {
        var scaled = new float[a.Length];
        for (var i = 0; i < scaled.Length; i++)
            scaled[i] = (float)(scale * a[i]);
        return scaled;
    }

    public static float[] Mean(IReadOnlyCollection<float[]> vectors)
    {
        var sum = new double[vectors.First().Length];
        foreach (var v in vectors)
            for (var i = 0; i < sum.Length; i++)
                sum[i] += v[i];
        return [.. sum.Select(x => (float)(x / vectors.Count))];
    }

    /// <summary>Positions after 0, 1, … n steps: n + 1 vectors, the first zero.</summary>
    public static float[][] Positions(IReadOnlyList<float[]> steps)
    {
        var at = new double[steps[0].Length];
        var positions = new float[steps.Count + 1][];
        positions[0] = new float[at.Length];
        for (var t = 0; t < steps.Count; t++)
        {
            for (var i = 0; i < at.Length; i++)
                at[i] += steps[t][i];
            positions[t + 1] = [.. at.Select(x => (float)x)];
        }

        return positions;
    }

    public static Matrix<double> ToMatrix(IReadOnlyList<float[]> rows) =>
        Matrix<double>.Build.Dense(rows.Count, rows[0].Length, (r, c) => rows[r][c]);

    public static float[][] ToRows(Matrix<double> matrix) => [.. matrix.EnumerateRows().Select(ToFloat)];

    public static float[] ToFloat(Vector<double> vector) => [.. vector.Select(x => (float)x)];

    /// <summary>Checks that all numbers are finite.</summary>
    /// <exception cref="InputException">One is not.</exception>
    public static void RequireFinite(IEnumerable<float> vector, string where)
    {
        if (!vector.All(float.IsFinite))
            throw new InputException(where, "finite numbers", "NaN, infinity or a number too large", "make the file again");
    }

    /// <summary>Checks that there is at least one vector and that all have one length.</summary>
    public static void RequireSameLength(IReadOnlyList<float[]> vectors, string where)
    {
        if (vectors.Count == 0)
            throw new InputException(where, "at least one latent", "none", "give latents of at least one subject");
        foreach (var v in vectors)
        {
            if (v.Length != vectors[0].Length)
            {
                throw new InputException(
                    where,
                    $"latents of one length ({vectors[0].Length})",
                    $"one of {v.Length}",
                    "do not mix W with W+ or latents of different networks"
                );
            }
        }
    }
}
