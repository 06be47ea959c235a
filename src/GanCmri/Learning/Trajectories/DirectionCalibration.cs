namespace GanCmri.Learning.Trajectories;

/// <summary>What a coordinate along a direction means in the phenotype's unit: value = Intercept + Slope * coordinate.</summary>
/// <param name="Intercept">The phenotype at coordinate 0.</param>
/// <param name="Slope">Change of the phenotype with one step c.</param>
/// <param name="RSquared">Share of the phenotype's variance that the line explains in the rows it was fitted on, 0 to 1.</param>
public sealed record DirectionCalibration(double Intercept, double Slope, double RSquared)
{
    /// <summary>The step c that takes a latent at <paramref name="coordinate"/> to a value of the phenotype.</summary>
    public double StepTo(double value, double coordinate) => (value - Intercept) / Slope - coordinate;
}
