using GanCmri.Statistics;
using MathNet.Numerics.Random;

namespace GanCmri.Evaluation;

/// <summary>Compares two sets of features by every measure, with intervals over patients.</summary>
/// <param name="unit">"frames" or "clips".</param>
/// <param name="extractor">The features' source, for the table.</param>
/// <param name="options">Resamples, splits, neighbours, seed.</param>
public sealed class FeatureComparison(string unit, string extractor, EvaluationOptions options)
{
    /// <summary>Fréchet and kernel distances, precision and recall of a second set against a first, real one.</summary>
    /// <param name="comparison">Name for the table.</param>
    /// <param name="real">At least 2 patients.</param>
    /// <param name="other">At least 2 patients.</param>
    public IReadOnlyList<DistanceRow> Compare(string comparison, FeatureSet real, FeatureSet other)
    {
        var reach = PrecisionRecall.Of(real, other, options.Neighbours);
        return
        [
            Frechet(comparison, real, other), Kernel(comparison, real, other),
            Row(comparison, "precision", real, other, reach.Precision), Row(comparison, "recall", real, other, reach.Recall),
        ];
    }

    /// <summary>The Fréchet distance, with interval and extrapolation.</summary>
    public DistanceRow Frechet(string comparison, FeatureSet a, FeatureSet b)
    {
        var value = FrechetDistance.Between(a.Rows, b.Rows);
        var interval = PatientResampling.Interval(a, b, value,
            (pa, pb) => FrechetDistance.Between(a.Of(pa).Rows, b.Of(pb).Rows), options);
        return Row(comparison, "frechet", a, b, value) with
        {
            Lower = interval.Lower, Upper = interval.Upper, Extrapolated = Extrapolation.Frechet(a, b, options),
        };
    }

    /// <summary>The kernel distance (pairs within a patient left out), with interval.</summary>
    public DistanceRow Kernel(string comparison, FeatureSet a, FeatureSet b)
    {
        var distance = new KernelDistance(a.Rows, a.Patients, b.Rows, b.Patients);
        var value = distance.Value;
        var interval = PatientResampling.Interval(a, b, value,
            (pa, pb) => distance.Weighted(PatientResampling.Times(pa, a.PatientCount), PatientResampling.Times(pb, b.PatientCount)), options);
        return Row(comparison, "kernel", a, b, value) with { Lower = interval.Lower, Upper = interval.Upper };
    }

    /// <summary>
    /// The floor: distances between random halves of the real patients, mean and range over the splits. A half has half the patients, so
    /// its Fréchet distance carries more bias than that of a whole set: compare the extrapolated values.
    /// </summary>
    /// <param name="real">At least 4 patients.</param>
    public IReadOnlyList<DistanceRow> Floor(FeatureSet real)
    {
        if (real.PatientCount < 4) throw new ArgumentException($"expected at least 4 real patients to split, found {real.PatientCount}");
        const string Comparison = "real half vs real half";
        var random = new Xoshiro256StarStar(options.Seed);
        var halves = Enumerable.Range(0, options.Splits).Select(_ => PatientResampling.Shuffled(random, real.PatientCount))
            .Select(order => (A: real.Of(order[..(order.Length / 2)]), B: real.Of(order[(order.Length / 2)..]))).ToArray();
        var frechet = halves.Select(h => FrechetDistance.Between(h.A.Rows, h.B.Rows)).ToArray();
        var kernel = halves.Select(h => new KernelDistance(h.A.Rows, h.A.Patients, h.B.Rows, h.B.Patients).Value).ToArray();
        var extrapolated = halves.Average(h => Extrapolation.Frechet(h.A, h.B, options));
        return [OverSplits("frechet", frechet) with { Extrapolated = extrapolated }, OverSplits("kernel", kernel)];

        DistanceRow OverSplits(string measure, double[] values)
        {
            var sorted = values.Order().ToArray();
            var tail = (1 - options.Level) / 2;
            return Row(Comparison, measure, halves[0].A, halves[0].B, values.Average()) with
            {
                Lower = Summary.QuantileOfSorted(sorted, tail), Upper = Summary.QuantileOfSorted(sorted, 1 - tail),
            };
        }
    }

    private DistanceRow Row(string comparison, string measure, FeatureSet a, FeatureSet b, double value) => new()
    {
        Comparison = comparison, Measure = measure, Unit = unit, Extractor = extractor, Value = value,
        CountA = a.Rows.Count, PatientsA = a.PatientCount, CountB = b.Rows.Count, PatientsB = b.PatientCount,
    };
}
