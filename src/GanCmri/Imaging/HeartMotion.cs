namespace GanCmri.Imaging;

/// <summary>What <see cref="HeartFinder"/> found in a stack.</summary>
/// <param name="Centre">The heart's centre, common to the slices.</param>
/// <param name="Energies">Mean first-harmonic energy of each slice within the heart, in squared shares of the series' 99.5th percentile.</param>
public sealed record HeartMotion(HeartCentre Centre, IReadOnlyList<double> Energies)
{
    /// <summary>A slice's energy as a share of the stack's best, 0 to 1.</summary>
    public double ShareOfBest(int slice) => Energies[slice] / Math.Max(Energies.Max(), double.Epsilon);
}
