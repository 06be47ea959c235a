using GanCmri.Runtime;
using GanCmri.Statistics;

namespace GanCmri.Studies.Cohorts;

/// <summary>How well measured values follow the distribution asked for.</summary>
/// <param name="Phenotype">Name and unit.</param>
/// <param name="N">Subjects with a measured value.</param>
/// <param name="Missing">Subjects without.</param>
/// <param name="Distance">Largest difference of the distribution functions of measured and target values (Kolmogorov-Smirnov), with 95 %
/// interval.</param>
/// <param name="Floor">Median of that distance between two draws of targets of the same size: what chance alone gives.</param>
/// <param name="FloorHigh">Their 95th percentile.</param>
/// <param name="Bias">Mean of measured less target, in the phenotype's unit.</param>
/// <param name="RootMeanSquare">Root mean square of measured less target.</param>
/// <param name="WithinTenPercent">Subjects measured within 10 % of their target.</param>
internal sealed record TargetAgreement(
    string Phenotype,
    int N,
    int Missing,
    DistanceInterval Distance,
    double Floor,
    double FloorHigh,
    double Bias,
    double RootMeanSquare,
    int WithinTenPercent
)
{
    private const int FloorPairs = 40;
    private const double WidestInterval = .5;

    /// <summary>The same comparison of what another network measures under fresh noise; null where none looked, or it measured
    /// nothing.</summary>
    public TargetAgreement? ByJudge { get; init; }

    /// <summary>Values and targets heart by heart, as the network sees them that steered.</summary>
    public TargetRelation? Steered { get; init; }

    /// <summary>The same as another network sees them under fresh noise; null where none looked.</summary>
    public TargetRelation? Judged { get; init; }

    /// <summary>The hearts that are far from their target; null where none is.</summary>
    public MissedTargets? Missed { get; init; }

    /// <summary>The hearts that both networks see differently; null where there is none, or no other looked.</summary>
    public NetworksApart? Apart { get; init; }

    /// <summary>The interval of <see cref="Distance"/> in words; from 0 to nearly 1 it says nothing.</summary>
    public string Interval => Figures.Interval(Distance.Lower, Distance.Upper, Figures.Short, WidestInterval);

    /// <summary>Compares.</summary>
    /// <param name="phenotype">The phenotype.</param>
    /// <param name="index">Its place in the specification.</param>
    /// <param name="target">Targets, one a subject.</param>
    /// <param name="measured">Measured values; NaN where there is none.</param>
    /// <param name="draws">Draws of the same cohort, for the floor.</param>
    internal static TargetAgreement Of(TargetPhenotype phenotype, int index, double[] target, double[] measured, CohortDraws draws)
    {
        int[] known = [.. Enumerable.Range(0, measured.Length).Where(i => double.IsFinite(measured[i]))];
        double[] t = [.. known.Select(i => target[i])],
            m = [.. known.Select(i => measured[i])];
        double[] miss = [.. m.Zip(t, (a, b) => a - b)];
        double[] floors =
            t.Length < 2
                ? [double.NaN]
                :
                [
                    .. Enumerable
                        .Range(0, FloorPairs)
                        .Select(pair => KolmogorovSmirnov.Distance(Fresh(2 * pair + 1), Fresh(2 * pair + 2)))
                        .Order(),
                ];
        return new TargetAgreement(
            phenotype.Phenotype.Head,
            t.Length,
            measured.Length - t.Length,
            DistanceInterval.Of(t, m),
            Summary.QuantileOfSorted(floors, .5),
            Summary.QuantileOfSorted(floors, .95),
            miss.Length == 0 ? double.NaN : miss.Average(),
            miss.Length == 0 ? double.NaN : Math.Sqrt(miss.Average(v => v * v)),
            m.Zip(t).Count(p => Math.Abs(p.First - p.Second) <= .1 * p.Second)
        )
        {
            Missed = MissedTargets.Of(phenotype, target, measured),
        };

        // Rows that no cohort of this seed has: below zero.
        double[] Fresh(int sample) =>
            [
                .. Enumerable
                    .Range(0, t.Length)
                    .Select(i => draws.SubjectWithinBounds(-1 - (long)sample * t.Length - i))
                    .OfType<DrawnSubject>()
                    .Select(s => s.Targets[index]),
            ];
    }
}
