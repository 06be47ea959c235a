namespace GanCmri.Latents;

/// <summary>Learning rate and noise of StyleGAN2's projector (Karras et al. 2020, appendix D).</summary>
internal static class ProjectionSchedule
{
    /// <summary>Learning rate at a step: up linearly, constant, down as half a cosine.</summary>
    /// <param name="options">Its shape.</param>
    /// <param name="step">0, 1, …</param>
    /// <param name="end">The step at which the image ends: <see cref="ProjectorOptions.Steps"/>, or earlier at a plateau.</param>
    public static double LearningRate(ProjectorOptions options, int step, int end)
    {
        var down = options.RampDown > 0 ? Math.Min(1, (end - step) / (options.RampDown * options.Steps)) : 1;
        var up = options.RampUp > 0 ? Math.Min(1, step / (options.RampUp * options.Steps)) : 1;
        return options.LearningRate * (0.5 - 0.5 * Math.Cos(Math.PI * down)) * up;
    }

    /// <summary>Standard deviation of the noise added to each number of w at a step.</summary>
    /// <param name="options">Its shape.</param>
    /// <param name="step">0, 1, …</param>
    /// <param name="wStd">Standard deviation of w, <see cref="WStatistics.Std"/>.</param>
    public static double NoiseScale(ProjectorOptions options, int step, double wStd)
    {
        if (options.InitialNoise == 0)
            return 0;
        var left = Math.Max(0, 1 - (double)step / options.Steps / options.NoiseRamp);
        return wStd * options.InitialNoise * left * left;
    }
}
