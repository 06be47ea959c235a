using GanCmri.Statistics;
using MathNet.Numerics.Random;

namespace GanCmri.Evaluation;

/// <summary>
/// Distance of generated rows to real patients, over that of the real patients trained on to the same ones. Both distances share the
/// patients they are measured against, so a resample draws those once for both: what makes these patients odd does not widen the interval.
/// </summary>
internal sealed class DistanceRatio
{
    private readonly FeatureSet _real,
        _generated,
        _trained;
    private readonly EvaluationOptions _options;
    private readonly Draw[] _draws;

    public DistanceRatio(FeatureSet real, FeatureSet generated, FeatureSet trained, EvaluationOptions options)
    {
        (_real, _generated, _trained, _options) = (real, generated, trained, options);
        var random = new Xoshiro256StarStar(options.Seed);
        _draws =
        [
            .. Enumerable
                .Range(0, options.Resamples)
                .Select(_ => new Draw(
                    PatientResampling.Draw(random, real.PatientCount),
                    PatientResampling.Draw(random, generated.PatientCount),
                    PatientResampling.Draw(random, trained.PatientCount)
                )),
        ];
    }

    /// <summary>
    /// Of the kernel distances, which are unbiased, so the limits are plain quantiles. Where training patients are no farther than chance
    /// allows, the ratio has no upper limit (infinity); NaN if they are not farther at all.
    /// </summary>
    public BootstrapInterval Kernel()
    {
        var made = new KernelDistance(_real.Rows, _real.Patients, _generated.Rows, _generated.Patients);
        var known = new KernelDistance(_real.Rows, _real.Patients, _trained.Rows, _trained.Patients);
        var replicates = Replicates(d =>
        {
            var real = PatientResampling.Times(d.Real, _real.PatientCount);
            var below = known.Weighted(real, PatientResampling.Times(d.Trained, _trained.PatientCount));
            var above = made.Weighted(real, PatientResampling.Times(d.Generated, _generated.PatientCount));
            return double.IsNaN(above + below) ? double.NaN
                : below > 0 ? above / below
                : double.PositiveInfinity; // NaN: one patient drawn throughout
        });
        return known.Value > 0 ? Between(made.Value / known.Value, replicates) : Between(double.NaN, []);
    }

    /// <summary>Of the Fréchet distances. Resamples raise both; the spread of the logarithm is taken about its own mean and laid about
    /// the estimate.</summary>
    public BootstrapInterval Frechet()
    {
        var estimate = Ratio(_real, _generated, _trained);
        double[] logs =
        [
            .. Replicates(d => Math.Log(Ratio(_real.Of(d.Real), _generated.Of(d.Generated), _trained.Of(d.Trained))))
                .Where(double.IsFinite),
        ];
        var shift = logs.Length == 0 ? 0 : Math.Log(estimate) - logs.Average();
        return Between(estimate, [.. logs.Select(l => Math.Exp(l + shift))]);
    }

    /// <summary>Of the Fréchet distances extrapolated to infinitely many patients; NaN with fewer than 10 patients in a set, or where
    /// training patients' is not above 0.</summary>
    public double FrechetExtrapolated() =>
        Extrapolation.Frechet(_real, _trained, _options) is > 0 and var below
            ? Extrapolation.Frechet(_real, _generated, _options) / below
            : double.NaN;

    private static double Ratio(FeatureSet real, FeatureSet generated, FeatureSet trained) =>
        FrechetDistance.Between(real.Rows, generated.Rows) / FrechetDistance.Between(real.Rows, trained.Rows);

    private double[] Replicates(Func<Draw, double> statistic)
    {
        var replicates = new double[_draws.Length];
        Parallel.For(0, replicates.Length, r => replicates[r] = statistic(_draws[r]));
        return replicates;
    }

    // Quantiles by nearest rank: some values are infinite.
    private BootstrapInterval Between(double estimate, double[] replicates)
    {
        var sorted = replicates.Where(v => !double.IsNaN(v)).Order().ToArray();
        var tail = (1 - _options.Level) / 2;
        double At(double share) => sorted.Length == 0 ? double.NaN : sorted[(int)Math.Round(share * (sorted.Length - 1))];
        return new BootstrapInterval(estimate, At(tail), At(1 - tail), double.NaN, _real.PatientCount);
    }

    private sealed record Draw(int[] Real, int[] Generated, int[] Trained);
}
