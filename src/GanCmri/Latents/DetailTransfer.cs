using System.Numerics.Tensors;

namespace GanCmri.Latents;

/// <summary>
/// Gives generated frames the detail of the real frames around them: what the generator does not show of a real frame (texture, vessels, the
/// chest) is taken from both neighbours, weighted by nearness in phase, and added. The generator then only has to say what moved.
/// </summary>
public static class DetailTransfer
{
    /// <summary>Adds detail.</summary>
    /// <param name="made">Generated frames, one a phase.</param>
    /// <param name="phases">Their parts of the cycle, in [0, 1).</param>
    /// <param name="real">Real frames of the cine, at least two.</param>
    /// <param name="reconstructed">What the generator makes of their latents.</param>
    /// <param name="realPhases">Their parts of the cycle, in [0, 1), rising.</param>
    /// <returns>One frame a phase; at a real frame's phase it is that frame where its latent was used.</returns>
    public static float[][] Apply(
        IReadOnlyList<float[]> made, IReadOnlyList<double> phases, IReadOnlyList<float[]> real, IReadOnlyList<float[]> reconstructed, IReadOnlyList<double> realPhases)
    {
        if (real.Count < 2 || real.Count != reconstructed.Count || real.Count != realPhases.Count || made.Count != phases.Count)
            throw new ArgumentException("expected two or more real frames, each with its reconstruction and phase, and a phase for every frame made");
        return [.. made.Zip(phases, Detailed)];

        float[] Detailed(float[] frame, double phase)
        {
            var after = 0;
            while (after < realPhases.Count && realPhases[after] <= phase) after++;
            var before = (after + realPhases.Count - 1) % realPhases.Count;
            after %= realPhases.Count;
            var gap = Cyclic(realPhases[after] - realPhases[before]);
            var share = (float)(Cyclic(phase - realPhases[before]) / gap);
            var result = (float[])frame.Clone();
            Add(result, before, 1 - share);
            Add(result, after, share);
            return result;
        }

        void Add(float[] frame, int index, float weight)
        {
            TensorPrimitives.MultiplyAdd(real[index], weight, frame, frame);
            TensorPrimitives.MultiplyAdd(reconstructed[index], -weight, frame, frame);
        }
    }

    private static double Cyclic(double phase) => phase - Math.Floor(phase);
}
