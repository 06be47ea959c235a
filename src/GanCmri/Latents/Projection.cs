namespace GanCmri.Latents;

/// <summary>An image's latent and how well it gives the image back.</summary>
/// <param name="W">WDim numbers (W) or NumWs x WDim, row-major (W+).</param>
/// <param name="Quality">Likeness of the image made from the latent alone (fixed noise) and the image given.</param>
/// <param name="Steps">Optimisation steps taken.</param>
/// <param name="Seconds">Its share of the computing time.</param>
public sealed record Projection(float[] W, ImageQuality Quality, int Steps, double Seconds);
