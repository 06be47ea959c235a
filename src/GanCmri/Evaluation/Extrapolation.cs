using GanCmri.Statistics;
using MathNet.Numerics;
using MathNet.Numerics.Random;

namespace GanCmri.Evaluation;

/// <summary>
/// The Fréchet distance at infinitely many patients: its bias falls as 1/N, so a line through the distances of random subsets of
/// patients against 1/N is read at 0 (Chong and Forsyth 2020).
/// </summary>
internal static class Extrapolation
{
    private static readonly double[] Shares = [1, 0.8, 0.65, 0.5, 0.4];
    private const int FewestPatients = 4;

    /// <summary>The distance extrapolated; NaN with fewer than 10 patients in a set.</summary>
    public static double Frechet(FeatureSet a, FeatureSet b, EvaluationOptions options)
    {
        if (Math.Min(a.PatientCount, b.PatientCount) * Shares[^1] < FewestPatients)
            return double.NaN;
        var random = new Xoshiro256StarStar(options.Seed);
        var paired = a.IsPairedWith(b);
        var subsets = Shares
            .SelectMany(share =>
                Enumerable
                    .Range(0, share == 1 ? 1 : options.Splits)
                    .Select(_ => Part(a, share, random))
                    .Select(part => (Share: share, A: part, B: paired ? part : Part(b, share, random)))
            )
            .ToArray();
        var distances = new double[subsets.Length];
        Parallel.For(0, subsets.Length, i => distances[i] = FrechetDistance.Between(a.Of(subsets[i].A).Rows, b.Of(subsets[i].B).Rows));
        // One point a share, so that the whole set, of which there is only one, weighs as much as a smaller share.
        var means = Shares
            .Select(share => Enumerable.Range(0, subsets.Length).Where(i => subsets[i].Share == share).Average(i => distances[i]))
            .ToArray();
        return Fit.Line([.. Shares.Select(s => 1 / s)], means).A;
    }

    private static int[] Part(FeatureSet set, double share, RandomSource random) =>
        PatientResampling.Shuffled(random, set.PatientCount)[..(int)Math.Round(share * set.PatientCount)];
}
