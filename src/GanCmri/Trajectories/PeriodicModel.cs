namespace GanCmri.Trajectories;

/// <summary>A fitted periodic model.</summary>
/// <param name="Average">The average trajectory.</param>
/// <param name="NoiseVariance">Variance of latents about the model, a number, within the subspace of the motion.</param>
/// <param name="Motions">Shrunken amplitude and timing of the cines it was fitted to, in their order.</param>
public sealed record PeriodicModel(PeriodicTrajectory Average, double NoiseVariance, IReadOnlyList<CineMotion> Motions)
{
    /// <summary>The trajectory with the amplitude and timing that fit a further cine, shrunk towards the average.</summary>
    public PeriodicTrajectory Adapt(LatentCine cine)
    {
        Vectors.RequireSameLength([Average.Coefficients[0], .. cine.Latents], "periodic trajectory");
        var coefficients = Vectors.ToMatrix(Average.Coefficients);
        var data = new CentredCine(cine, Average.Harmonics);
        data.Project(coefficients);
        var timing = 2 * Math.PI * Average.TimingSd;
        var prior = new MotionPrior(NoiseVariance, Average.AmplitudeSd * Average.AmplitudeSd, timing * timing);
        return Average.With(data.Estimate(coefficients * coefficients.Transpose(), prior).ToMotion());
    }
}
