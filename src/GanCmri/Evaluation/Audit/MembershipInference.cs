using GanCmri.Statistics;

namespace GanCmri.Evaluation.Audit;

/// <summary>
/// An attack that calls a real frame a training frame if a synthetic frame lies nearer to it than other real patients do. That distance is
/// the calibration: a common heart has synthetic frames near it whether it was trained on or not (as the difficulty calibration of Watson
/// et al. 2022).
/// </summary>
/// <param name="Area">AUC: 0.5 tells nothing, 1 tells all.</param>
/// <param name="Lower">Lower limit over resampled patients.</param>
/// <param name="Upper">Upper limit.</param>
/// <param name="TruePositives">Share of training frames found where 1 % of holdout frames at most are wrongly called so.</param>
/// <param name="TruePositivesLower">Lower limit.</param>
/// <param name="TruePositivesUpper">Upper limit.</param>
/// <param name="UncalibratedArea">AUC of the distance to the nearest synthetic frame alone, which understates.</param>
/// <param name="TrainPatients">Patients among the training frames.</param>
/// <param name="HoldoutPatients">Patients among the holdout frames.</param>
internal sealed record MembershipInference(
    double Area,
    double Lower,
    double Upper,
    double TruePositives,
    double TruePositivesLower,
    double TruePositivesUpper,
    double UncalibratedArea,
    int TrainPatients,
    int HoldoutPatients
)
{
    private const double FalsePositives = 0.01;

    /// <summary>Tries the attack. Rows of both sets: distance to the nearest synthetic frame; to the nearest frame of any other real
    /// patient.</summary>
    internal static MembershipInference Of(FeatureSet members, FeatureSet others, EvaluationOptions options)
    {
        FeatureSet m = Scores(members, Calibrated),
            o = Scores(others, Calibrated);
        double area = AreaOf(m, o),
            found = Found(m, o);
        var interval = PatientResampling.Interval(m, o, area, (a, b) => AreaOf(m.Of(a), o.Of(b)), options);
        var foundInterval = PatientResampling.Interval(m, o, found, (a, b) => Found(m.Of(a), o.Of(b)), options);
        return new MembershipInference(
            area,
            Math.Max(0, interval.Lower),
            Math.Min(1, interval.Upper),
            found,
            Math.Max(0, foundInterval.Lower),
            Math.Min(1, foundInterval.Upper),
            AreaOf(Scores(members, row => -row[0]), Scores(others, row => -row[0])),
            m.PatientCount,
            o.PatientCount
        );
    }

    private static double Calibrated(double[] row) => Math.Log(Math.Max(1e-9, row[1]) / Math.Max(1e-9, row[0]));

    private static FeatureSet Scores(FeatureSet set, Func<double[], double> score) =>
        new([.. set.Rows.Select(r => new[] { score(r) })], [.. set.Patients.Select(p => $"{p}")]);

    private static double AreaOf(FeatureSet members, FeatureSet others)
    {
        double[] scores = [.. members.Rows.Concat(others.Rows).Select(r => r[0])];
        return Auc.Of(scores, [.. scores.Select((_, i) => i < members.Rows.Count)]).Area;
    }

    private static double Found(FeatureSet members, FeatureSet others)
    {
        var limit = others.Rows.Select(r => r[0]).OrderDescending().ElementAt((int)(FalsePositives * others.Rows.Count));
        return (double)members.Rows.Count(r => r[0] > limit) / members.Rows.Count;
    }
}
