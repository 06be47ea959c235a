namespace GanCmri.Latents;

/// <summary>Whether a projection looks for one w for all layers, or one for each.</summary>
public enum LatentSpace
{
    /// <summary>One w for all layers: WDim numbers. Stays near real hearts; what trajectories and directions are fitted to.</summary>
    W,

    /// <summary>A w of its own for every layer: NumWs x WDim numbers. Closer to the image, less meaningful to move.</summary>
    WPlus,
}
