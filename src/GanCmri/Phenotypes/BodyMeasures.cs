namespace GanCmri.Phenotypes;

/// <summary>What is known of a person beside the pictures; NaN where it is not.</summary>
/// <param name="HeightCm">Height, cm.</param>
/// <param name="WeightKg">Weight, kg.</param>
/// <param name="HeartRateBpm">Heart rate during the study, beats a minute.</param>
public sealed record BodyMeasures(double HeightCm, double WeightKg, double HeartRateBpm)
{
    /// <summary>Nothing is known.</summary>
    public static BodyMeasures Unknown { get; } = new(double.NaN, double.NaN, double.NaN);

    /// <summary>Body surface, m², by Mosteller (N Engl J Med 317:1098, 1987): √(cm × kg / 3600).</summary>
    public double SurfaceM2 => Math.Sqrt(HeightCm * WeightKg / 3600);
}
