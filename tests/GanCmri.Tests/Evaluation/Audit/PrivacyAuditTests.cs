using GanCmri.Evaluation;
using GanCmri.Evaluation.Audit;
using GanCmri.Imaging;
using GanCmri.Imaging.Phantom;
using GanCmri.Runtime;

namespace GanCmri.Tests.Evaluation.Audit;

public class PrivacyAuditTests
{
    private const int Side = 32,
        FramesPerPatient = 4;
    private static readonly EvaluationOptions Options = new() { Resamples = 40 };

    [Fact]
    public void Run_PlantedCopies_AreAllFoundAndOthersAreNotAccused()
    {
        var (train, holdout) = (Patients(1, 40), Patients(2, 25));
        var innocent = Patients(3, 75);
        var copies = Enumerable.Range(0, 20).Select(i => Disguised(train.Frames[i * 7], i)).ToArray();
        var synthetic = new FrameSet([.. innocent.Frames, .. copies], [.. innocent.Patients, .. copies.Select((_, i) => $"copy {i}")]);

        var report = new PrivacyAudit(AuditView.Pixels, options: Options).Run(train, holdout, synthetic);

        var found = report
            .Suspects.Where(s => s.Synthetic >= innocent.Frames.Count)
            .ToDictionary(s => s.Synthetic - innocent.Frames.Count, s => s.Train);
        Assert.Equal(20, found.Count);
        Assert.All(found, f => Assert.Equal(train.Patients[f.Key * 7], train.Patients[f.Value]));
        // At a false discovery rate of 5 %, about 1 in 20 findings may be wrong.
        Assert.InRange(report.Suspects.Count - 20, 0, 3);
        Assert.InRange(report.HoldoutAccused, 0, 1);
        Assert.Contains("of 320 synthetic frames", report.Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_HoldoutFrameLeakedIntoTraining_IsAccusedAndSpoilsNothing()
    {
        var (train, holdout, made) = (Patients(1, 30), Patients(2, 20), Patients(3, 10));
        var leaky = new FrameSet([.. holdout.Frames, train.Frames[5]], [.. holdout.Patients, "leaked"]);
        var synthetic = new FrameSet([.. made.Frames, Disguised(train.Frames[9], 4)], [.. made.Patients, "copy"]);
        var report = new PrivacyAudit(AuditView.Pixels, options: Options).Run(train, leaky, synthetic);
        Assert.Equal(1, report.HoldoutAccused);
        Assert.Equal(made.Frames.Count, report.Suspects[0].Synthetic);
    }

    [Fact]
    public void Run_IndependentFrames_MembershipIsAGuess()
    {
        var report = new PrivacyAudit(AuditView.Pixels, options: Options).Run(Patients(1, 30), Patients(2, 30), Patients(3, 40));
        Assert.InRange(0.5, report.Membership.Lower, report.Membership.Upper);
        Assert.InRange(report.Suspects.Count, 0, 2);
    }

    [Fact]
    public void Run_CopiesOfEveryPatient_MembershipIsCertain()
    {
        var train = Patients(1, 20);
        var copies = new FrameSet([.. train.Frames.Select((f, i) => Disguised(f, i))], train.Patients);
        var report = new PrivacyAudit(AuditView.Pixels, options: Options).Run(train, Patients(2, 20), copies);
        Assert.True(report.Membership.Area > 0.99);
        Assert.True(report.Membership.Lower > 0.9);
    }

    [Fact]
    public void Run_TrainingFramesAsHoldout_AreNoYardstick()
    {
        var train = Patients(1, 10);
        var error = Assert.Throws<InputException>(() =>
            new PrivacyAudit(AuditView.Pixels, options: Options).Run(train, train, Patients(3, 10))
        );
        Assert.Contains("40 of 40 frames that are training frames", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CopyIndex_Search_IgnoresShiftAndBrightness()
    {
        var references = Patients(1, 10);
        var frame = references.Frames[8];
        var disguised = new GrayImage(
            Side,
            Side,
            [
                .. Enumerable
                    .Range(0, Side * Side)
                    .Select(i => 30 + 1.7f * frame[Math.Clamp(i / Side + 2, 0, Side - 1), Math.Clamp(i % Side - 1, 0, Side - 1)]),
            ]
        );
        var nearest = new CopyIndex(references, AuditView.Pixels).Find(disguised);
        Assert.Equal("P2", references.Patients[nearest.Index]);
        Assert.InRange(nearest.Ratio, 0, 0.45);
    }

    [Theory]
    [InlineData("pixels", 15, false)]
    [InlineData("pixels", -20, false)]
    [InlineData("pixels", 0, true)]
    [InlineData("local contrast", 12, false)]
    [InlineData("local contrast", 0, true)]
    public void CopyIndex_TurnedOrMirroredCopy_IsFoundOnlyIfLookedFor(string view, double degrees, bool mirrored)
    {
        var references = Patients(1, 20);
        var copy = Warp.Turned(degrees, mirrored).Apply(references.Frames[41]);
        var index = new CopyIndex(references, view == "pixels" ? AuditView.Pixels : AuditView.LocalContrast);
        var (posed, upright) = (index.Find(copy), index.Find(copy, posed: false));
        Assert.Equal("P10", references.Patients[posed.Index]);
        Assert.True(posed.Ratio < 0.7 && posed.Ratio < 0.85 * upright.Ratio, $"{posed.Ratio} and {upright.Ratio}");
    }

    [Fact]
    public void CopyIndex_WithoutItsOwnPatient_FindsAnother()
    {
        var references = Patients(1, 5);
        var index = new CopyIndex(references, AuditView.Pixels);
        Assert.Equal(0, index.Find(references.Frames[9]).Distance, 2);
        var other = index.Find(references.Frames[9], without: "P2");
        Assert.NotEqual("P2", references.Patients[other.Index]);
        Assert.True(other.Ratio > 0.5);
    }

    [Fact]
    public void LocalContrast_ShadedCopy_StaysNearWherePixelsDoNot()
    {
        var references = Patients(1, 12);
        var frame = references.Frames[20];
        var shaded = new GrayImage(Side, Side, [.. frame.Pixels.Select((v, i) => (v + 3) * MathF.Exp(2.5f * (i % Side) / Side))]);
        var (pixels, contrast) = (
            new CopyIndex(references, AuditView.Pixels).Find(shaded),
            new CopyIndex(references, AuditView.LocalContrast).Find(shaded)
        );
        Assert.Equal("P5", references.Patients[contrast.Index]);
        Assert.True(contrast.Ratio < 0.75 && contrast.Ratio < 0.9 * pixels.Ratio, $"{contrast.Ratio} and {pixels.Ratio}");
    }

    [Fact]
    public void Run_LeaveOnePatientOut_AccusesNoTrainingFrame_AndTheSensitivityCoversEveryDisguise()
    {
        var report = new PrivacyAudit(AuditView.Pixels, options: Options).Run(Patients(1, 30), Patients(2, 6), Patients(3, 20));
        Assert.Equal(120, report.TrainCount);
        Assert.InRange(report.TrainAccused, 0, 2);
        Assert.Equal(Disguise.All.Count, report.Sensitivity.Count);
        Assert.All(report.Sensitivity, s => Assert.Equal(30, s.Planted));
        Assert.Equal(30, report.Sensitivity.Single(s => s is { Disguise: "turned", Strength: 0 }).Found);
        Assert.InRange(report.Sensitivity.Single(s => s.Disguise == "mirrored").Found, 27, 30);
        Assert.Contains("turned 0, 4, 8, 12, 16, 20 degrees: 100, ", PlantedShare.Describe(report.Sensitivity), StringComparison.Ordinal);
    }

    [Fact]
    public void Membership_HeartsThatDifferInHowCommonTheyAre_NeedTheCalibration()
    {
        // Distances to the nearest synthetic and to the nearest other real frame: rare hearts are far from both, members are 20 % nearer to
        // synthetic ones.
        FeatureSet Set(int seed, double nearer) =>
            new(
                [
                    .. Enumerable
                        .Range(0, 200)
                        .Select(i => new RandomStream(seed, i))
                        .Select(r => (Rare: Math.Exp(r.Normal()), Noise: Math.Exp(0.1 * r.Normal())))
                        .Select(d => new[] { d.Rare * d.Noise * nearer, d.Rare }),
                ],
                [.. Enumerable.Range(0, 200).Select(i => $"{i / 4}")]
            );
        var attack = MembershipInference.Of(Set(1, 0.8), Set(2, 1), Options);
        Assert.True(attack.UncalibratedArea < 0.65 && attack.Area > 0.85, $"{attack}");
        Assert.InRange(attack.TruePositives, 0.2, 0.8);
        Assert.True(attack.TruePositivesLower < attack.TruePositives && attack.TruePositives < attack.TruePositivesUpper);
        Assert.InRange(MembershipInference.Of(Set(3, 1), Set(4, 1), Options).TruePositives, 0, 0.06);
    }

    [Fact]
    public void Yardstick_OnePatientWithAWholeCine_CountsAsOnePatient()
    {
        Nearest[] nearest = [.. Enumerable.Repeat(new Nearest(0, 0.9, 1), 4), .. Enumerable.Repeat(new Nearest(0, 0.5, 1), 100)];
        string[] patients = ["a", "b", "c", "d", .. Enumerable.Repeat("cine", 100)];
        Assert.Equal(Math.Log(2) / -Math.Log(0.9), new Yardstick(nearest, patients).Rate(), 9);
    }

    // A patient is a smooth field of its own; its frames differ by a second, weak one.
    private static FrameSet Patients(int seed, int count)
    {
        var frames = new List<GrayImage>();
        for (var p = 0; p < count; p++)
        {
            var field = new SmoothNoise(new RandomStream(seed, p));
            for (var f = 0; f < FramesPerPatient; f++)
            {
                var change = new SmoothNoise(new RandomStream(seed, p, f));
                frames.Add(
                    new GrayImage(
                        Side,
                        Side,
                        [
                            .. Enumerable
                                .Range(0, Side * Side)
                                .Select(i =>
                                    (float)(field.At(i % Side / 9.0, i / Side / 9.0) + 0.25 * change.At(i % Side / 5.0, i / Side / 5.0))
                                ),
                        ]
                    )
                );
            }
        }

        return new FrameSet(frames, [.. frames.Select((_, i) => $"P{i / FramesPerPatient}")]);
    }

    private static GrayImage Disguised(GrayImage frame, int seed)
    {
        var random = new RandomStream(99, seed);
        int dy = seed % 3 - 1,
            dx = seed / 3 % 3 - 1;
        float gain = (float)random.Uniform(0.6, 1.5),
            offset = (float)random.Uniform(-1, 1);
        return new GrayImage(
            Side,
            Side,
            [
                .. Enumerable
                    .Range(0, Side * Side)
                    .Select(i =>
                        offset
                        + gain * frame[Math.Clamp(i / Side + dy, 0, Side - 1), Math.Clamp(i % Side + dx, 0, Side - 1)]
                        + 0.05f * (float)random.Normal()
                    ),
            ]
        );
    }
}
