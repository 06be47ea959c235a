namespace GanCmri.Trajectories.Motion;

/// <summary>What is kept of transitions after a principal component analysis over them.</summary>
public enum CorrectionMode
{
    /// <summary>As published: what the mean and the first components do not explain, k' = k - PCA^-1(PCA(k)). Closes the loop.</summary>
    Residual,

    /// <summary>The mean and the first components: the large, shared motion without the small remainder.</summary>
    Reconstruction,

    /// <summary>The transitions as they are.</summary>
    None,
}
