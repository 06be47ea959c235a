using GanCmri.Runtime;

namespace GanCmri.Trajectories.Stacks;

/// <summary>
/// The way from base to apex in latent space: w(p) = w + d(p) - d(p0), where p is the slice's position (0 base, 1 apex), d a polynomial of
/// it, and p0 the position at which a heart's own latent lies. One heart is one latent; its slices are positions. (The published method has
/// one slice a heart; this model is ours.)
/// </summary>
/// <param name="Coefficients">Of x, x², …, where x = p - 1/2; each of as many numbers as a latent has.</param>
/// <param name="Place">Reads the position of a latent.</param>
internal sealed record StackTrajectory(IReadOnlyList<float[]> Coefficients, SlicePlace Place)
{
    /// <summary>Numbers in a latent.</summary>
    public int Length => Coefficients[0].Length;

    /// <summary>The latents of a heart's slices, evenly from base to apex.</summary>
    /// <param name="w">The latent of any one slice.</param>
    /// <param name="slices">How many, 2 or more.</param>
    public IReadOnlyList<float[]> Slices(float[] w, int slices)
    {
        Require.AtLeast(slices, 2);
        var own = Displacement(Place.Of(w));
        return
        [
            .. Enumerable.Range(0, slices).Select(i => Vectors.AddScaled(w, 1, Vectors.Subtract(Displacement(i / (slices - 1.0)), own))),
        ];
    }

    /// <summary>d(p).</summary>
    internal float[] Displacement(double position)
    {
        var sum = new float[Length];
        for (var k = 0; k < Coefficients.Count; k++)
            sum = Vectors.AddScaled(sum, Math.Pow(position - .5, k + 1), Coefficients[k]);
        return sum;
    }
}

/// <summary>Reads from a latent where its slice lies between base and apex: a ridge regression.</summary>
/// <param name="Centre">Mean latent.</param>
/// <param name="Mean">Mean position.</param>
/// <param name="Slope">Change of position with the latent.</param>
/// <param name="HeldOutR">Correlation of read and true positions of subjects that were left out of the regression; NaN if unknown.</param>
internal sealed record SlicePlace(float[] Centre, double Mean, float[] Slope, double HeldOutR)
{
    /// <summary>The position, kept within 0 (base) and 1 (apex).</summary>
    public double Of(float[] w) => Math.Clamp(Raw(w), 0, 1);

    internal double Raw(float[] w) => Mean + Vectors.Dot(Slope, Vectors.Subtract(w, Centre));
}
