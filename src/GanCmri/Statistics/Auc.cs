using GanCmri.Runtime;
using GanCmri.Statistics.Tails;
using MathNet.Numerics.Statistics;

namespace GanCmri.Statistics;

/// <summary>Area under the receiver operating characteristic: the chance that a case scores above a control, ties half.</summary>
/// <param name="Area">0 to 1; 0.5 is chance.</param>
/// <param name="StandardError">Standard error (DeLong, DeLong and Clarke-Pearson 1988).</param>
/// <param name="Lower">Lower confidence limit, cut off at 0.</param>
/// <param name="Upper">Upper confidence limit, cut off at 1.</param>
/// <param name="Cases">Scores with the label.</param>
/// <param name="Controls">Scores without the label.</param>
public sealed record Auc(double Area, double StandardError, double Lower, double Upper, int Cases, int Controls)
{
    /// <summary>Computes the area from scores (higher speaks for a case) and labels, O(n log n).</summary>
    /// <exception cref="ArgumentException">Lengths differ, a score is NaN, or cases or controls are lacking.</exception>
    public static Auc Of(IReadOnlyList<double> scores, IReadOnlyList<bool> labels, double level = 0.95)
    {
        if (scores.Count != labels.Count)
            throw new ArgumentException("expected as many labels as scores", nameof(labels));
        Require.Known(scores);
        double[] cases = [.. scores.Where((_, i) => labels[i])],
            controls = [.. scores.Where((_, i) => !labels[i])];
        if (cases.Length == 0 || controls.Length == 0)
            throw new ArgumentException("expected cases and controls, found only one of them", nameof(labels));
        // Placements: the share of the other group below each score is its pooled rank less its rank in its own group.
        var pooled = Ranks.Mid([.. cases, .. controls]);
        var ofCases = Placements(pooled[..cases.Length], Ranks.Mid(cases), controls.Length);
        var ofControls = Placements(pooled[cases.Length..], Ranks.Mid(controls), cases.Length);
        var area = ofCases.Average();
        var error = Math.Sqrt(ArrayStatistics.Variance(ofCases) / cases.Length + ArrayStatistics.Variance(ofControls) / controls.Length);
        var half = Quantile.Normal(level) * error;
        return new Auc(area, error, Math.Max(0, area - half), Math.Min(1, area + half), cases.Length, controls.Length);
    }

    private static double[] Placements(double[] pooled, double[] own, int others) => [.. pooled.Zip(own, (p, o) => (p - o) / others)];
}
