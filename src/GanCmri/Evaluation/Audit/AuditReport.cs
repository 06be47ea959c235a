using System.Globalization;
using CsvHelper.Configuration.Attributes;
using GanCmri.Statistics;

namespace GanCmri.Evaluation.Audit;

/// <summary>A synthetic frame that resembles one training patient more than chance allows.</summary>
/// <param name="Synthetic">Its place in the synthetic set.</param>
/// <param name="Train">The place of the training frame it resembles.</param>
/// <param name="Distance">Distance to that frame, in the space's unit.</param>
/// <param name="Ratio">That distance over the distance to the nearest other training patient.</param>
/// <param name="P">How often an unseen patient's frame has such a ratio or less.</param>
/// <param name="Q">The same, corrected for the number of frames looked at (Benjamini and Hochberg).</param>
public sealed record AuditSuspect(
    [property: Name("synthetic")] int Synthetic, [property: Name("train")] int Train, [property: Name("distance")] double Distance,
    [property: Name("ratio")] double Ratio, [property: Name("p")] double P, [property: Name("q")] double Q);

/// <summary>The outcome of an audit in one space.</summary>
/// <param name="Space">Where likeness was measured.</param>
/// <param name="SyntheticCount">Synthetic frames looked at.</param>
/// <param name="SyntheticSubjects">Subjects (cines) those are of; frames that came alone are a subject each.</param>
/// <param name="HoldoutCount">Holdout frames looked at, the yardstick.</param>
/// <param name="Suspects">Accused synthetic frames, the most suspicious first.</param>
/// <param name="SubjectsAccused">Synthetic subjects with an accused frame.</param>
/// <param name="HoldoutAccused">Holdout frames that the same rule accuses although they cannot be copies.</param>
/// <param name="Membership">Whether the distance to the synthetic frames tells training frames from holdout frames.</param>
public sealed record AuditReport(
    string Space, int SyntheticCount, int SyntheticSubjects, int HoldoutCount, IReadOnlyList<AuditSuspect> Suspects, int SubjectsAccused, int HoldoutAccused,
    MembershipInference Membership)
{
    /// <summary>The outcome in words.</summary>
    public string Verdict
    {
        get
        {
            var share = BinomialShare.ClopperPearson(SubjectsAccused, SyntheticSubjects); // frames of one cine are not independent
            var of = SyntheticSubjects == SyntheticCount ? "" : $" of {SubjectsAccused} of {SyntheticSubjects} subjects";
            var copies = string.Create(CultureInfo.InvariantCulture,
                $"{Suspects.Count} of {SyntheticCount} synthetic frames{of} are suspected copies (95 % CI {share.Lower:P1} to {share.Upper:P1}); the same rule accuses {HoldoutAccused} of {HoldoutCount} holdout frames.");
            var found = Membership.Lower > 0.5 ? "tells training patients from others" : "does not tell training patients from others";
            return copies + string.Create(CultureInfo.InvariantCulture,
                $" Membership inference {found}: AUC {Membership.Area:F3} ({Membership.Lower:F3} to {Membership.Upper:F3}).");
        }
    }
}

/// <summary>An attack that calls a real frame a training frame if a synthetic frame lies near it.</summary>
/// <param name="Area">AUC: 0.5 tells nothing, 1 tells all.</param>
/// <param name="Lower">Lower limit over resampled patients.</param>
/// <param name="Upper">Upper limit.</param>
/// <param name="TrainPatients">Patients among the training frames.</param>
/// <param name="HoldoutPatients">Patients among the holdout frames.</param>
public sealed record MembershipInference(double Area, double Lower, double Upper, int TrainPatients, int HoldoutPatients);
