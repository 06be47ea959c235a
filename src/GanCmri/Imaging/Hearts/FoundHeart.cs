namespace GanCmri.Imaging.Hearts;

/// <summary>What <see cref="HeartFinder"/> found in a stack.</summary>
/// <param name="Centre">The left ventricle's centre over the whole stack.</param>
/// <param name="Centres">Its centre in each slice.</param>
/// <param name="Evidence">Votes for a round, moving cavity near the centre of each slice; comparable within the stack only.</param>
internal sealed record FoundHeart(HeartCentre Centre, IReadOnlyList<HeartCentre> Centres, IReadOnlyList<double> Evidence)
{
    /// <summary>A slice's evidence as a share of the stack's best, 0 to 1.</summary>
    public double ShareOfBest(int slice) => Evidence[slice] / Math.Max(Evidence.Max(), double.Epsilon);
}
