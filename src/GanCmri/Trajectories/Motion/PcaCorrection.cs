using GanCmri.Runtime;

namespace GanCmri.Trajectories.Motion;

/// <summary>
/// The principal component correction of frame-to-frame transitions (Vukadinovic et al., PMLR 225, 2023), by full singular value
/// decomposition in double precision, with what it does to the motion.
/// </summary>
/// <param name="Mode">What is kept.</param>
/// <param name="Components">
/// Components of the analysis; null takes two thirds of the rank, (M - 2) x 2/3 rounded down for M - 1 transitions, which is the published
/// 32 for 50 frames.
/// </param>
public sealed record PcaCorrection(CorrectionMode Mode, int? Components = null)
{
    /// <summary>Corrects transitions.</summary>
    /// <param name="transitions">The set K: M - 1 vectors of one length.</param>
    /// <exception cref="InputException">There are too few transitions for the number of components.</exception>
    public CorrectedTransitions Apply(IReadOnlyList<float[]> transitions)
    {
        Vectors.RequireSameLength(transitions, "PCA correction");
        var most = Math.Min(transitions.Count, transitions[0].Length) - 1;
        var components = Mode == CorrectionMode.None ? 0 : Components ?? Math.Max(1, (transitions.Count - 1) * 2 / 3);
        if (Mode != CorrectionMode.None && (components < 1 || components > most))
        {
            throw new InputException(
                "PCA correction",
                $"1 to {most} components for {transitions.Count} transitions of {transitions[0].Length} numbers",
                $"{components}",
                "choose fewer components, or use longer cines"
            );
        }

        var before = TransitionDescription.Of(transitions);
        var svd = new CentredSvd(transitions);
        var kept = transitions.ToArray();
        if (Mode != CorrectionMode.None)
        {
            var rebuilt = Vectors.ToRows(svd.Reconstruct(components));
            kept = Mode == CorrectionMode.Reconstruction ? rebuilt : Residual(transitions, svd, components);
        }

        return new CorrectedTransitions(Mode, components, kept, svd.ExplainedVarianceRatio(), before, TransitionDescription.Of(kept));
    }

    private static float[][] Residual(IReadOnlyList<float[]> transitions, CentredSvd svd, int components) =>
        Vectors.ToRows(Vectors.ToMatrix(transitions) - svd.Reconstruct(components));
}
