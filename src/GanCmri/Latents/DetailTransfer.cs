using System.Numerics.Tensors;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Latents;

/// <summary>
/// Gives generated frames the detail of the real frames around them: what the generator does not show of a real frame (texture, vessels,
/// the chest) is interpolated in time from the neighbours and added (<see cref="CyclicWeights.Cubic"/>). The generator then only has to say
/// what moved.
/// </summary>
internal static class DetailTransfer
{
    /// <summary>Adds detail.</summary>
    /// <param name="made">Generated frames, one a phase.</param>
    /// <param name="phases">Their parts of the cycle, in [0, 1).</param>
    /// <param name="real">Real frames of the cine, at least two.</param>
    /// <param name="reconstructed">What the generator makes of their latents.</param>
    /// <param name="realPhases">Their parts of the cycle, in [0, 1), rising.</param>
    /// <returns>One frame a phase; at a real frame's phase it is that frame where its latent was used.</returns>
    public static float[][] Apply(
        IReadOnlyList<float[]> made,
        IReadOnlyList<double> phases,
        IReadOnlyList<float[]> real,
        IReadOnlyList<float[]> reconstructed,
        IReadOnlyList<double> realPhases
    )
    {
        if (real.Count < 2 || real.Count != reconstructed.Count || real.Count != realPhases.Count || made.Count != phases.Count)
            throw new ArgumentException(
                "expected two or more real frames, each with its reconstruction and phase, and a phase for every frame made"
            );
        return [.. made.Zip(phases, Detailed)];

        float[] Detailed(float[] frame, double phase)
        {
            var result = (float[])frame.Clone();
            foreach (var (index, weight) in CyclicWeights.Cubic(realPhases, phase))
            {
                TensorPrimitives.MultiplyAdd(real[index], weight, result, result);
                TensorPrimitives.MultiplyAdd(reconstructed[index], -weight, result, result);
            }

            return result;
        }
    }
}
