using GanCmri.Evaluation.Audit;
using GanCmri.Evaluation;
using GanCmri.Imaging.Phantom;
using GanCmri.Imaging;
using GanCmri.Runtime;

namespace GanCmri.Tests.Evaluation.Audit;

public class PrivacyAuditTests
{
    private const int Side = 32, FramesPerPatient = 4;
    private static readonly EvaluationOptions Options = new() { Resamples = 40 };

    [Fact]
    public void Run_PlantedCopies_AreAllFoundAndOthersAreNotAccused()
    {
        var (train, holdout) = (Patients(1, 40), Patients(2, 25));
        var innocent = Patients(3, 75);
        var copies = Enumerable.Range(0, 20).Select(i => Disguised(train.Frames[i * 7], i)).ToArray();
        var synthetic = new FrameSet([.. innocent.Frames, .. copies], [.. innocent.Patients, .. copies.Select((_, i) => $"copy {i}")]);

        var report = new PrivacyAudit(new PixelSpace(), options: Options).Run(train, holdout, synthetic);

        var found = report.Suspects.Where(s => s.Synthetic >= innocent.Frames.Count).ToDictionary(s => s.Synthetic - innocent.Frames.Count, s => s.Train);
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
        var report = new PrivacyAudit(new PixelSpace(), options: Options).Run(train, leaky, synthetic);
        Assert.Equal(1, report.HoldoutAccused);
        Assert.Equal(made.Frames.Count, report.Suspects[0].Synthetic);
    }

    [Fact]
    public void Run_IndependentFrames_MembershipIsAGuess()
    {
        var report = new PrivacyAudit(new PixelSpace(), options: Options).Run(Patients(1, 30), Patients(2, 30), Patients(3, 40));
        Assert.InRange(0.5, report.Membership.Lower, report.Membership.Upper);
        Assert.InRange(report.Suspects.Count, 0, 2);
    }

    [Fact]
    public void Run_CopiesOfEveryPatient_MembershipIsCertain()
    {
        var train = Patients(1, 20);
        var copies = new FrameSet([.. train.Frames.Select((f, i) => Disguised(f, i))], train.Patients);
        var report = new PrivacyAudit(new PixelSpace(), options: Options).Run(train, Patients(2, 20), copies);
        Assert.True(report.Membership.Area > 0.99);
        Assert.True(report.Membership.Lower > 0.9);
    }

    [Fact]
    public void Run_TrainingFramesAsHoldout_AreNoYardstick()
    {
        var train = Patients(1, 10);
        var error = Assert.Throws<InputException>(() => new PrivacyAudit(new PixelSpace(), options: Options).Run(train, train, Patients(3, 10)));
        Assert.Contains("40 of 40 frames that are training frames", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FeatureSpace_Search_FindsTheNearestAndTheOtherPatient()
    {
        var references = new FrameSet([Flat(0), Flat(1), Flat(4), Flat(10)], ["a", "a", "b", "c"]);
        var nearest = new FeatureSpace("mean", frames => [.. frames.Select(f => new[] { f.Pixels.Average(), 7f })]).Search([Flat(1.5f)], references)[0];
        Assert.Equal(1, nearest.Index);
        Assert.Equal(0.5 / 2.5, nearest.Ratio, 5);
    }

    [Fact]
    public void PixelSpace_Search_IgnoresShiftAndBrightness()
    {
        var references = Patients(1, 10);
        var frame = references.Frames[8];
        var disguised = new GrayImage(Side, Side, [.. Enumerable.Range(0, Side * Side).Select(i => 30 + 1.7f * frame[Math.Clamp(i / Side + 2, 0, Side - 1), Math.Clamp(i % Side - 1, 0, Side - 1)])]);
        var nearest = new PixelSpace().Search([disguised], references)[0];
        Assert.Equal("P2", references.Patients[nearest.Index]);
        Assert.InRange(nearest.Ratio, 0, 0.45);
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
                frames.Add(new GrayImage(Side, Side, [.. Enumerable.Range(0, Side * Side)
                    .Select(i => (float)(field.At(i % Side / 9.0, i / Side / 9.0) + 0.25 * change.At(i % Side / 5.0, i / Side / 5.0)))]));
            }
        }

        return new FrameSet(frames, [.. frames.Select((_, i) => $"P{i / FramesPerPatient}")]);
    }

    private static GrayImage Disguised(GrayImage frame, int seed)
    {
        var random = new RandomStream(99, seed);
        int dy = seed % 3 - 1, dx = seed / 3 % 3 - 1;
        float gain = (float)random.Uniform(0.6, 1.5), offset = (float)random.Uniform(-1, 1);
        return new GrayImage(Side, Side, [.. Enumerable.Range(0, Side * Side).Select(i =>
            offset + gain * frame[Math.Clamp(i / Side + dy, 0, Side - 1), Math.Clamp(i % Side + dx, 0, Side - 1)] + 0.05f * (float)random.Normal())]);
    }

    private static GrayImage Flat(float value) => new(2, 2, [value, value, value, value]);
}
