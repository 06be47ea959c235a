using GanCmri.Statistics;
using MathNet.Numerics.Random;

namespace GanCmri.Evaluation;

/// <summary>Compares two sets of features by every measure, with intervals over patients.</summary>
/// <param name="unit">"frames" or "clips".</param>
/// <param name="extractor">The features' source, for the table.</param>
/// <param name="options">Resamples, splits, neighbours, seed.</param>
internal sealed class FeatureComparison(string unit, string extractor, EvaluationOptions options)
{
    /// <summary>Kernel and Fréchet distances, precision, recall, density and coverage of a second set against a first, real one.</summary>
    /// <param name="comparison">Name for the table.</param>
    /// <param name="real">At least 2 patients.</param>
    /// <param name="other">At least 2 patients.</param>
    public IReadOnlyList<DistanceRow> Compare(string comparison, FeatureSet real, FeatureSet other)
    {
        var near = Neighbourhoods.Of(real, other, options.Neighbours);
        return
        [
            Kernel(comparison, real, other),
            Frechet(comparison, real, other),
            Row(comparison, "precision", real, other, near.Precision),
            Row(comparison, "recall", real, other, near.Recall),
            Row(comparison, "density", real, other, near.Density),
            Row(comparison, "coverage", real, other, near.Coverage),
        ];
    }

    /// <summary>The Fréchet distance, with interval and extrapolation.</summary>
    public DistanceRow Frechet(string comparison, FeatureSet a, FeatureSet b)
    {
        var value = FrechetDistance.Between(a.Rows, b.Rows);
        var interval = PatientResampling.Interval(a, b, value, (pa, pb) => FrechetDistance.Between(a.Of(pa).Rows, b.Of(pb).Rows), options);
        return Row(comparison, "frechet", a, b, value) with
        {
            Lower = interval.Lower,
            Upper = interval.Upper,
            Extrapolated = Extrapolation.Frechet(a, b, options),
        };
    }

    /// <summary>The kernel distance (pairs within a patient left out), with interval.</summary>
    public DistanceRow Kernel(string comparison, FeatureSet a, FeatureSet b)
    {
        var distance = new KernelDistance(a.Rows, a.Patients, b.Rows, b.Patients);
        var value = distance.Value;
        var interval = PatientResampling.Interval(
            a,
            b,
            value,
            (pa, pb) => distance.Weighted(PatientResampling.Times(pa, a.PatientCount), PatientResampling.Times(pb, b.PatientCount)),
            options
        );
        return Row(comparison, "kernel", a, b, value) with { Lower = interval.Lower, Upper = interval.Upper };
    }

    /// <summary>
    /// How many times as far as real training patients the generated rows are from other real patients, with an interval over patients who
    /// are drawn for both distances together. Below 1: nearer than real patients are to each other, which many even rows easily reach; 1 is
    /// no limit.
    /// </summary>
    /// <param name="real">Patients that were not trained on.</param>
    /// <param name="generated">Generated rows.</param>
    /// <param name="trained">The patients trained on.</param>
    public IReadOnlyList<DistanceRow> Ratios(FeatureSet real, FeatureSet generated, FeatureSet trained)
    {
        var ratio = new DistanceRatio(real, generated, trained, options);
        return
        [
            Ratio("kernel ratio", ratio.Kernel()),
            Ratio("frechet ratio", ratio.Frechet()) with
            {
                Extrapolated = ratio.FrechetExtrapolated(),
            },
        ];

        DistanceRow Ratio(string measure, BootstrapInterval r) =>
            Row("synthetic over real train", measure, trained, generated, r.Estimate) with
            {
                Lower = r.Lower,
                Upper = r.Upper,
            };
    }

    /// <summary>
    /// Distances between random halves of the real patients, mean and range over the splits. A half has half the patients, so its Fréchet
    /// distance carries more bias than that of a whole set: compare the extrapolated values.
    /// </summary>
    /// <param name="real">At least 4 patients.</param>
    public IReadOnlyList<DistanceRow> Halves(FeatureSet real)
    {
        if (real.PatientCount < 4)
            throw new ArgumentException($"expected at least 4 real patients to split, found {real.PatientCount}");
        const string Comparison = "real half vs real half";
        var random = new Xoshiro256StarStar(options.Seed);
        var halves = Enumerable
            .Range(0, options.Splits)
            .Select(_ => PatientResampling.Shuffled(random, real.PatientCount))
            .Select(order => (A: real.Of(order[..(order.Length / 2)]), B: real.Of(order[(order.Length / 2)..])))
            .ToArray();
        var frechet = halves.Select(h => FrechetDistance.Between(h.A.Rows, h.B.Rows)).ToArray();
        var kernel = halves.Select(h => new KernelDistance(h.A.Rows, h.A.Patients, h.B.Rows, h.B.Patients).Value).ToArray();
        var extrapolated = halves.Average(h => Extrapolation.Frechet(h.A, h.B, options));
        return [OverSplits("kernel", kernel), OverSplits("frechet", frechet) with { Extrapolated = extrapolated }];

        DistanceRow OverSplits(string measure, double[] values)
        {
            var sorted = values.Order().ToArray();
            var tail = (1 - options.Level) / 2;
            return Row(Comparison, measure, halves[0].A, halves[0].B, values.Average()) with
            {
                Lower = Summary.QuantileOfSorted(sorted, tail),
                Upper = Summary.QuantileOfSorted(sorted, 1 - tail),
            };
        }
    }

    /// <summary>
    /// What real patients themselves reach: every patient's rows against the neighbourhoods of the other patients, by the rule that
    /// generated rows meet. Precision and recall are the same share then. Intervals over patients.
    /// </summary>
    /// <param name="real">At least 3 patients.</param>
    public IReadOnlyList<DistanceRow> LeftOut(FeatureSet real)
    {
        if (real.PatientCount < 3)
            throw new ArgumentException($"expected at least 3 real patients, found {real.PatientCount}");
        var parts = Enumerable.Range(0, real.PatientCount).Select(p => (Own: real.Of([p]), Others: real.Without(p))).ToArray();
        string[] patients = [.. parts.SelectMany((part, p) => part.Own.Rows.Select(_ => $"{p}"))];
        double[] within =
        [
            .. parts.SelectMany(p => Neighbourhoods.Visits(p.Own, p.Others, options.Neighbours)).Select(v => v > 0 ? 1.0 : 0),
        ];
        double[] density =
        [
            .. parts
                .SelectMany(p => Neighbourhoods.Visits(p.Own, p.Others, Neighbourhoods.DensityNeighbours))
                .Select(v => (double)v / Neighbourhoods.DensityNeighbours),
        ];
        return [OverPatients("precision", within), OverPatients("recall", within), OverPatients("density", density)];

        DistanceRow OverPatients(string measure, double[] values)
        {
            var row = Row("real patient left out vs others", measure, real, real, values.Average());
            if (options.Resamples == 0)
                return row;
            var interval = Bootstrap.Interval(
                patients,
                rows => rows.Average(i => values[i]),
                new BootstrapOptions
                {
                    Resamples = options.Resamples,
                    Level = options.Level,
                    Seed = options.Seed,
                    Method = BootstrapMethod.Percentile,
                }
            );
            return row with { Lower = interval.Lower, Upper = interval.Upper };
        }
    }

    private DistanceRow Row(string comparison, string measure, FeatureSet a, FeatureSet b, double value) =>
        new()
        {
            Comparison = comparison,
            Measure = measure,
            Unit = unit,
            Extractor = extractor,
            Value = value,
            CountA = a.Rows.Count,
            PatientsA = a.PatientCount,
            CountB = b.Rows.Count,
            PatientsB = b.PatientCount,
        };
}
