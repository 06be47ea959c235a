using GanCmri.Runtime;
using GanCmri.Statistics;

namespace GanCmri.Evaluation.Audit;

/// <summary>
/// Looks for synthetic frames that are near copies of training frames: frames whose distance to the nearest training patient is far too
/// small a part of that to the second. The <see cref="Yardstick"/> are real frames that cannot be copies: those of holdout patients, and
/// those of each training patient against the other ones.
/// </summary>
/// <param name="view">Where likeness is measured.</param>
/// <param name="falseDiscoveryRate">Accused are frames with a q value up to this.</param>
/// <param name="options">Resamples, level and seed of the intervals; null for the defaults.</param>
internal sealed class PrivacyAudit(AuditView view, double falseDiscoveryRate = 0.05, EvaluationOptions? options = null)
{
    private const double SameFrame = 1e-3; // of the distance to the next patient
    private readonly EvaluationOptions _options = options ?? new EvaluationOptions();

    /// <summary>Runs the audit.</summary>
    /// <param name="train">What the generator was trained on: at least 3 patients.</param>
    /// <param name="holdout">Frames it never saw: at least 3 other patients.</param>
    /// <param name="synthetic">What it made: at least 2 subjects.</param>
    /// <exception cref="InputException">Half of the holdout frames or more are training frames, so there is no yardstick.</exception>
    public AuditReport Run(FrameSet train, FrameSet holdout, FrameSet synthetic)
    {
        var searches = new AuditSearches(train, holdout, synthetic, view);
        return Run(train, holdout, synthetic, searches.Find);
    }

    /// <summary>Runs the audit on searches that are done, here or elsewhere.</summary>
    /// <param name="train">As above.</param>
    /// <param name="holdout">As above.</param>
    /// <param name="synthetic">As above.</param>
    /// <param name="find">The result of a search of <see cref="AuditSearches.Names"/>.</param>
    internal AuditReport Run(FrameSet train, FrameSet holdout, FrameSet synthetic, Func<string, IReadOnlyList<Nearest>> find)
    {
        var unseen = find(AuditSearches.Holdout);
        var known = unseen.Count(n => n.Ratio < SameFrame);
        if (2 * known >= unseen.Count)
            throw new InputException(
                "holdout",
                "frames of patients that the generator never saw",
                $"{known} of {unseen.Count} frames that are training frames",
                "give other patients, or a frame store, which is split"
            );
        var leftOut = find(AuditSearches.Train);
        string[] trainNames = [.. train.Patients.Select(p => "train " + p)],
            holdoutNames = [.. holdout.Patients.Select(p => "holdout " + p)];
        var yardstick = new Yardstick([.. leftOut, .. unseen], [.. trainNames, .. holdoutNames]);
        var made = find(AuditSearches.Synthetic);
        var rate = yardstick.Rate();
        var p = P(made, rate);
        var q = MultipleTesting.BenjaminiHochberg(p);
        AuditSuspect[] suspects =
        [
            .. Enumerable
                .Range(0, made.Count)
                .Where(i => q[i] <= falseDiscoveryRate)
                .OrderBy(i => p[i])
                .Select(i => new AuditSuspect(i, made[i].Index, made[i].Distance, made[i].Ratio, p[i], q[i])),
        ];
        var subjects = new FeatureSet([.. made.Select(n => new[] { n.Ratio })], synthetic.Patients);
        var accused = suspects.Select(s => subjects.Patients[s.Synthetic]).Distinct().Count();
        return new AuditReport(
            view.Name,
            made.Count,
            subjects.PatientCount,
            unseen.Count,
            suspects,
            accused,
            Share(subjects, accused, yardstick),
            Accused(unseen, holdoutNames, yardstick),
            leftOut.Count,
            Accused(leftOut, trainNames, yardstick),
            Membership(train, holdout, find),
            Sensitivity(train, find, p, rate)
        );
    }

    // Each patient is judged by the rate of the others.
    private int Accused(IReadOnlyList<Nearest> nearest, string[] names, Yardstick yardstick)
    {
        var rates = names.Distinct().ToDictionary(n => n, n => yardstick.Rate(without: n));
        return MultipleTesting
            .BenjaminiHochberg([.. nearest.Select((n, i) => Math.Pow(n.Ratio, rates[names[i]]))])
            .Count(q => q <= falseDiscoveryRate);
    }

    // Frames of one cine are not independent, so subjects are counted. The yardstick's patients are drawn too: another few would have
    // been a little stricter or milder.
    private Interval Share(FeatureSet subjects, int accused, Yardstick yardstick)
    {
        var exact = BinomialShare.ClopperPearson(accused, subjects.PatientCount, _options.Level);
        var random = new MathNet.Numerics.Random.Xoshiro256StarStar(_options.Seed);
        var shares = new List<double>();
        for (var r = 0; r < _options.Resamples; r++)
        {
            var rate = yardstick.Rate(
                PatientResampling.Times(PatientResampling.Draw(random, yardstick.PatientCount), yardstick.PatientCount)
            );
            var drawn = PatientResampling.Draw(random, subjects.PatientCount);
            if (double.IsNaN(rate))
                continue;
            var q = MultipleTesting.BenjaminiHochberg([.. subjects.Rows.Select(row => Math.Pow(row[0], rate))]);
            var guilty = Enumerable.Range(0, q.Length).Where(i => q[i] <= falseDiscoveryRate).Select(i => subjects.Patients[i]).ToHashSet();
            shares.Add(drawn.Count(guilty.Contains) / (double)drawn.Length);
        }

        if (shares.Count == 0)
            return exact;
        var sorted = shares.Order().ToArray();
        var tail = (1 - _options.Level) / 2;
        return new Interval(
            Math.Min(exact.Lower, Summary.QuantileOfSorted(sorted, tail)),
            Math.Max(exact.Upper, Summary.QuantileOfSorted(sorted, 1 - tail))
        );
    }

    // All other real patients calibrate, those of both sides alike.
    private MembershipInference Membership(FrameSet train, FrameSet holdout, Func<string, IReadOnlyList<Nearest>> find)
    {
        return MembershipInference.Of(
            Rows(train, find(AuditSearches.TrainInSynthetic), find(AuditSearches.TrainInTrain), find(AuditSearches.TrainInHoldout)),
            Rows(holdout, find(AuditSearches.HoldoutInSynthetic), find(AuditSearches.HoldoutInHoldout), find(AuditSearches.HoldoutInTrain)),
            _options
        );

        static FeatureSet Rows(FrameSet real, IReadOnlyList<Nearest> made, IReadOnlyList<Nearest> own, IReadOnlyList<Nearest> other) =>
            new([.. made.Select((n, i) => new[] { n.Distance, Math.Min(own[i].Distance, other[i].Distance) })], real.Patients);
    }

    private PlantedShare[] Sensitivity(FrameSet train, Func<string, IReadOnlyList<Nearest>> find, double[] p, double rate)
    {
        var chosen = PlantedShare.Chosen(train);
        return
        [
            .. Disguise.All.Select(
                (disguise, number) =>
                {
                    var nearest = find(AuditSearches.Planted(number));
                    var q = MultipleTesting.BenjaminiHochberg([.. p, .. P(nearest, rate)]);
                    var found = Enumerable
                        .Range(0, chosen.Length)
                        .Count(i => q[p.Length + i] <= falseDiscoveryRate && train.Patients[nearest[i].Index] == train.Patients[chosen[i]]);
                    return new PlantedShare(view.Name, disguise.Kind, disguise.Strength, disguise.Unit, chosen.Length, found);
                }
            ),
        ];
    }

    private static double[] P(IReadOnlyList<Nearest> nearest, double rate) => [.. nearest.Select(n => Math.Pow(n.Ratio, rate))];
}
