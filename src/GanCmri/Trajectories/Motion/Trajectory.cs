using GanCmri.Runtime;

namespace GanCmri.Trajectories.Motion;

/// <summary>
/// A motion in latent space: from one frame's latent to a cine's latents. A latent is a plain float array of WDim numbers (W) or of
/// NumWs x WDim numbers, row-major (W+); a trajectory moves latents of its own length only.
/// </summary>
public abstract class Trajectory
{
    /// <summary>What motion it is.</summary>
    public abstract MotionKind Kind { get; }

    /// <summary>Numbers in a latent.</summary>
    public abstract int Length { get; }

    /// <summary>
    /// Displacement from end-diastole at a cardiac phase.
    /// </summary>
    /// <param name="phase">Part of the cardiac cycle, in [0, 1): 0 is end-diastole.</param>
    /// <param name="frames">Frames in the cine that is being made.</param>
    /// <returns>A vector of <see cref="Length"/> numbers, to be added to the end-diastolic latent.</returns>
    protected abstract float[] Displacement(double phase, int frames);

    /// <summary>The same motion, farther or less far from end-diastole.</summary>
    /// <param name="amplitude">Times as far; 0 is no motion.</param>
    public abstract Trajectory Scaled(double amplitude);

    /// <summary>The same motion, as if all hearts it was fitted to had gone farther: what a file keeps as the average.</summary>
    /// <param name="factor">Times as far, above 0.</param>
    internal virtual Trajectory Stretched(double factor) => Scaled(factor);

    /// <summary>The same motion as a beat whose last frame leads back to its first; itself where it does so already.</summary>
    internal virtual Trajectory Closed() => this;

    /// <summary>The displacement that lies farthest from end-diastole.</summary>
    internal float[] ToEndSystole(int frames) => Cine(new float[Length], frames).MaxBy(d => Vectors.Norm(d))!;

    /// <summary>
    /// The latents of a cine of any number of frames through one given frame.
    /// </summary>
    /// <param name="start">Latent of the known frame, real or synthetic.</param>
    /// <param name="frames">Frames in the cine, at phases 0, 1/frames, 2/frames, …</param>
    /// <param name="startPhase">Phase of the known frame, in [0, 1): 0 if it is end-diastolic.</param>
    /// <returns><paramref name="frames"/> latents, the first at phase 0.</returns>
    /// <exception cref="InputException">The latent has another length than the trajectory.</exception>
    public float[][] Cine(float[] start, int frames, double startPhase = 0)
    {
        Require.AtLeast(frames, 1);
        if (start.Length != Length)
            throw new InputException(
                "trajectory",
                $"latents of {Length} numbers",
                $"{start.Length}",
                "use latents of the network it was fitted for"
            );
        var endDiastole = startPhase == 0 ? start : Vectors.Subtract(start, Displacement(startPhase, frames));
        return [.. Enumerable.Range(0, frames).Select(t => Vectors.AddScaled(endDiastole, 1, Displacement((double)t / frames, frames)))];
    }
}
