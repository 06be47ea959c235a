using GanCmri.Runtime;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Learning.Trajectories;

/// <summary>How frames between the frames of a cine are found.</summary>
public enum SuperResolution
{
    /// <summary>Along the cine's own transitions, corrected by their principal components (Vukadinovic et al., PMLR 225, 2023); first to
    /// last frame.</summary>
    TransitionPca,

    /// <summary>Along a closed Fourier curve through the cine's latents; over the whole cycle.</summary>
    Periodic,
}

/// <summary>Options of temporal super-resolution.</summary>
public sealed record SuperResolveOptions
{
    /// <summary>Frames in each cine made; 0 doubles them.</summary>
    public int Frames { get; init; }

    /// <summary>How frames between are found.</summary>
    public SuperResolution Method { get; init; } = SuperResolution.TransitionPca;

    /// <summary>What the correction of the transitions keeps; the published residual.</summary>
    public CorrectionMode Correction { get; init; } = CorrectionMode.Residual;

    /// <summary>Checks all values.</summary>
    /// <exception cref="ArgumentException">Every wrong value, named.</exception>
    internal void Validate() => new OptionChecks().AtLeast(Frames, 0).Throw();
}
