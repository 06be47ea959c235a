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
internal sealed record AuditSuspect(
    [property: Name("synthetic")] int Synthetic,
    [property: Name("train")] int Train,
    [property: Name("distance")] double Distance,
    [property: Name("ratio")] double Ratio,
    [property: Name("p")] double P,
    [property: Name("q")] double Q
);

/// <summary>The outcome of an audit in one space.</summary>
/// <param name="Space">Where likeness was measured.</param>
/// <param name="SyntheticCount">Synthetic frames looked at.</param>
/// <param name="SyntheticSubjects">Subjects (cines) those are of; frames that came alone are a subject each.</param>
/// <param name="HoldoutCount">Holdout frames looked at, half of the yardstick.</param>
/// <param name="Suspects">Accused synthetic frames, the most suspicious first.</param>
/// <param name="SubjectsAccused">Synthetic subjects with an accused frame.</param>
/// <param name="Share">Interval of the share of accused subjects, the yardstick's own uncertainty included.</param>
/// <param name="HoldoutAccused">Holdout frames that the same rule accuses although they cannot be copies.</param>
/// <param name="TrainCount">Training frames looked at, each against the other patients: the other half of the yardstick.</param>
/// <param name="TrainAccused">Those that the same rule accuses although they cannot be copies of other patients.</param>
/// <param name="Membership">Whether the synthetic frames tell training frames from holdout frames.</param>
/// <param name="Sensitivity">How many planted copies the rule finds, by disguise.</param>
internal sealed record AuditReport(
    string Space,
    int SyntheticCount,
    int SyntheticSubjects,
    int HoldoutCount,
    IReadOnlyList<AuditSuspect> Suspects,
    int SubjectsAccused,
    Interval Share,
    int HoldoutAccused,
    int TrainCount,
    int TrainAccused,
    MembershipInference Membership,
    IReadOnlyList<PlantedShare> Sensitivity
)
{
    /// <summary>The outcome in words.</summary>
    public string Verdict
    {
        get
        {
            var of = SyntheticSubjects == SyntheticCount ? "" : $" of {SubjectsAccused} of {SyntheticSubjects} subjects";
            var copies = string.Create(
                CultureInfo.InvariantCulture,
                $"{Suspects.Count} of {SyntheticCount} synthetic frames{of} are suspected copies (95 % CI {Share.Lower:P1} to "
                    + $"{Share.Upper:P1}); the same rule accuses {HoldoutAccused} of {HoldoutCount} holdout frames and {TrainAccused} "
                    + $"of {TrainCount} training frames held against the other patients."
            );
            var found = Membership.Lower > 0.5 ? "tells training patients from others" : "does not tell training patients from others";
            return copies
                + string.Create(
                    CultureInfo.InvariantCulture,
                    $" Membership inference {found}: AUC {Membership.Area:F3} ({Membership.Lower:F3} to {Membership.Upper:F3}), "
                        + $"finding {Membership.TruePositives:P0} ({Membership.TruePositivesLower:P0} to "
                        + $"{Membership.TruePositivesUpper:P0}) of training frames at 1 % false alarms; uncalibrated AUC "
                        + $"{Membership.UncalibratedArea:F3}."
                );
        }
    }
}
