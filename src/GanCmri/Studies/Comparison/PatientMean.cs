using GanCmri.Statistics;

namespace GanCmri.Studies.Comparison;

/// <summary>The mean of values, several a patient, with its 95 % interval over patients (percentiles of resampled patients).</summary>
internal static class PatientMean
{
    /// <summary>Missing values are left out; without two patients that have one there is no interval, and without any no mean
    /// (NaN).</summary>
    public static BootstrapInterval Of(IEnumerable<PatientValue> values)
    {
        var known = values.Where(v => double.IsFinite(v.Value)).ToArray();
        return known.Select(v => v.Subject).Distinct().Count() is >= 2
            ? Bootstrap.Interval(
                [.. known.Select(v => v.Subject)],
                rows => rows.Average(i => known[i].Value),
                new BootstrapOptions { Method = BootstrapMethod.Percentile }
            )
            : new BootstrapInterval(
                known.Length == 0 ? double.NaN : known.Average(v => v.Value),
                double.NaN,
                double.NaN,
                double.NaN,
                Math.Min(1, known.Length)
            );
    }
}
