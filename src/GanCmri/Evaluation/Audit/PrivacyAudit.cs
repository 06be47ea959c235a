using GanCmri.Runtime;
using GanCmri.Statistics;
using MathNet.Numerics.Statistics;

namespace GanCmri.Evaluation.Audit;

/// <summary>
/// Looks for synthetic frames that are near copies of training frames. The yardstick are holdout patients: where training patients lie
/// like a Poisson cloud of local dimension m, -log(distance to the nearest patient / distance to the second) is exponential with rate m
/// (Facco et al. 2017); m is estimated from the holdout (by the median, so that a
/// holdout frame that did leak into training cannot spoil it), and a copy has a ratio far too small for it.
/// </summary>
/// <param name="space">Where likeness is measured.</param>
/// <param name="falseDiscoveryRate">Accused are frames with a q value up to this.</param>
/// <param name="options">Resamples, level and seed of the membership interval; null for the defaults.</param>
public sealed class PrivacyAudit(IAuditSpace space, double falseDiscoveryRate = 0.05, EvaluationOptions? options = null)
{
    private const double SameFrame = 1e-3; // of the distance to the next patient
    private readonly EvaluationOptions _options = options ?? new EvaluationOptions();

    /// <summary>Runs the audit.</summary>
    /// <param name="train">What the generator was trained on: at least 3 patients.</param>
    /// <param name="holdout">Frames it never saw: at least 3 other patients.</param>
    /// <param name="synthetic">What it made.</param>
    /// <exception cref="InputException">Half of the holdout frames or more are training frames, so there is no yardstick.</exception>
    public AuditReport Run(FrameSet train, FrameSet holdout, FrameSet synthetic)
    {
        var unseen = space.Search(holdout.Frames, train);
        var known = unseen.Count(n => n.Ratio < SameFrame);
        if (2 * known >= unseen.Count)
            throw new InputException("holdout", "frames of patients that the generator never saw", $"{known} of {unseen.Count} frames that are training frames", "give other patients, or a frame store, which is split");
        var made = space.Search(synthetic.Frames, train);
        var logs = unseen.Select(n => -Math.Log(Math.Max(1e-9, n.Ratio))).ToArray();
        var rate = RateOf(logs);
        var p = made.Select(n => Math.Pow(n.Ratio, rate)).ToArray();
        var q = MultipleTesting.BenjaminiHochberg(p);
        AuditSuspect[] suspects =
        [
            .. Enumerable.Range(0, made.Count).Where(i => q[i] <= falseDiscoveryRate).OrderBy(i => p[i])
                .Select(i => new AuditSuspect(i, made[i].Index, made[i].Distance, made[i].Ratio, p[i], q[i])),
        ];
        return new AuditReport(space.Name, made.Count, synthetic.Patients.Distinct().Count(), unseen.Count, suspects,
            suspects.Select(s => synthetic.Patients[s.Synthetic]).Distinct().Count(), Accused(logs, holdout.Patients), Membership(train, holdout, synthetic));
    }

    // Each holdout patient is judged by the rate of the others, as an outsider would be.
    private int Accused(double[] logs, IReadOnlyList<string> patients)
    {
        var rates = patients.Distinct().ToDictionary(p => p, p => RateOf([.. logs.Where((_, i) => patients[i] != p)]));
        var p = logs.Select((log, i) => Math.Exp(-rates[patients[i]] * log)).ToArray();
        return MultipleTesting.BenjaminiHochberg(p).Count(q => q <= falseDiscoveryRate);
    }

    private static double RateOf(double[] logs) =>
        logs.Length > 0 && logs.Median() is > 0 and var median ? Math.Log(2) / median
            : throw new InputException("holdout", "frames of several patients that differ from the training frames", "equal ones", "give other patients");

    private MembershipInference Membership(FrameSet train, FrameSet holdout, FrameSet synthetic)
    {
        var members = Scores(train, synthetic);
        var others = Scores(holdout, synthetic);
        var area = Area(members, others);
        var interval = PatientResampling.Interval(members, others, area, (m, o) => Area(members.Of(m), others.Of(o)), _options);
        return new MembershipInference(area, Math.Max(0, interval.Lower), Math.Min(1, interval.Upper), members.PatientCount, others.PatientCount);
    }

    private FeatureSet Scores(FrameSet real, FrameSet synthetic) =>
        new([.. space.Search(real.Frames, synthetic).Select(n => new[] { -n.Distance })], real.Patients);

    private static double Area(FeatureSet members, FeatureSet others)
    {
        double[] scores = [.. members.Rows.Concat(others.Rows).Select(r => r[0])];
        return Auc.Of(scores, [.. scores.Select((_, i) => i < members.Rows.Count)]).Area;
    }
}
