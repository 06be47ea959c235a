namespace GanCmri.Imaging;

/// <summary>What <see cref="HeartFinder"/> found in a stack.</summary>
/// <param name="Centre">The left ventricle's centre over the whole stack.</param>
/// <param name="Centres">Its centre in each slice.</param>
/// <param name="Energies">Mean squared amplitude of each slice's first harmonic within 30 mm of the centre; comparable within the stack only.</param>
public sealed record HeartMotion(HeartCentre Centre, IReadOnlyList<HeartCentre> Centres, IReadOnlyList<double> Energies)
{
    /// <summary>A slice's energy as a share of the stack's best, 0 to 1.</summary>
    public double ShareOfBest(int slice) => Energies[slice] / Math.Max(Energies.Max(), double.Epsilon);
}
