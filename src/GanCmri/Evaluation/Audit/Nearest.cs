namespace GanCmri.Evaluation.Audit;

/// <summary>The frame of a set that is nearest to some frame.</summary>
/// <param name="Index">Its place in the set.</param>
/// <param name="Distance">The distance, 0 to 2; 0 is a copy.</param>
/// <param name="OtherPatientDistance">The distance to the nearest frame of any other patient than that one's.</param>
internal sealed record Nearest(int Index, double Distance, double OtherPatientDistance)
{
    /// <summary>Distance over the other patient's: near 1 where no patient stands out, near 0 for a copy of one.</summary>
    public double Ratio => OtherPatientDistance > 0 ? Distance / OtherPatientDistance : 1;
}
