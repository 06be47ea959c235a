using GanCmri.Imaging;
using GanCmri.Phenotypes;
using GanCmri.Phenotypes.Fitting;
using GanCmri.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Tests.Phenotypes.Fitting;

public class TrainingDataTests
{
    [Fact]
    public void Split_EverySubjectOnce_GroupsBalanced()
    {
        var frame = Shapes.Heart(1);
        LabelledFrame[] frames = [.. Enumerable.Range(0, 24).Select(i => frame with { Subject = $"p{i / 2}", Group = i / 2 < 8 ? "A" : "B", Epicardium = null })];
        var folds = SubjectFolds.Split(frames, 4, 1);
        Assert.Equal(frames.Select(f => f.Subject).Distinct().Order(), folds.SelectMany(f => f).Order());
        Assert.All(folds, f => Assert.Equal((2, 1), (f.Count(s => int.Parse(s[1..]) < 8), f.Count(s => int.Parse(s[1..]) >= 8))));
        Assert.Equal(folds, SubjectFolds.Split([.. frames.Reverse()], 4, 1));
    }

    [Theory]
    [InlineData("0.68", false)]
    [InlineData("1.3", true)]
    public void Read_FramesOfAnotherPixelSize_AreRefused(string millimetres, bool fits)
    {
        using var folder = new TemporaryFolder();
        Pictures.SavePng(Shapes.Heart(1).Image, GrayRange.Of(Shapes.Heart(1).Image), folder.File("a.png"));
        File.WriteAllText(folder.File("frames.csv"), $"patient,image,lv_mask,pixel_mm\ns,a.png,a.png,{millimetres}\n");
        if (fits) Assert.Single(LabelledFrames.Read(folder.Path));
        else Assert.Contains("1.37 mm", Assert.Throws<InputException>(() => LabelledFrames.Read(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sample_UprightPose_CopiesTheSource()
    {
        using var scope = NewDisposeScope();
        var source = rand([1, 1, 40, 40], generator: new Generator(2, CPU));
        var window = WindowSampler.Sample(source, [new WindowPose(19.5, 17.5, 1, 0, 0, 1)], 16, null, 0);
        var expected = source.slice(2, 10, 26, 1).slice(3, 12, 28, 1);
        Assert.True((window - expected).abs().max().item<float>() < 1e-4);
    }

    [Fact]
    public void ToWindow_RandomPose_IsWhereTheSampledSpotAppears()
    {
        using var scope = NewDisposeScope();
        var random = new Random(4);
        for (var i = 0; i < 5; i++)
        {
            var pose = WindowPose.Draw(random, new PolygonPoint(64, 64), 6, 1);
            var spot = tensor(Shapes.Ellipse(128, 70, 60, 4, 4, 0).Pixels, [1, 1, 128, 128]);
            var window = WindowSampler.Sample(spot, [pose], 96, null, 0).contiguous();
            var centre = RegionMoments.Of(new GanCmri.Imaging.GrayImage(96, 96, window.data<float>().ToArray())).Centre;
            var expected = pose.ToWindow(new PolygonPoint(70, 60));
            Assert.Equal(expected.X + 47.5, centre.X, 0.1);
            Assert.Equal(expected.Y + 47.5, centre.Y, 0.1);
        }
    }

    [Fact]
    public void CavityBatches_SameSeed_GivesTheSameWindows()
    {
        using var scope = NewDisposeScope();
        using var frames = new FrameTensors([Shapes.Heart(1), Shapes.Heart(2) with { Epicardium = null }], shift: default);
        using var a = new CavityBatches(frames, 2, 7);
        using var b = new CavityBatches(frames, 2, 7);
        var (first, second) = (a.Next(), b.Next());
        Assert.True(first.Images.equal(second.Images).all().item<bool>());
        Assert.InRange(first.Targets.sum().item<float>(), 100, 10_000);
        Assert.Equal(2, first.Weights.sum(1).eq(1).sum().item<long>() + first.Weights.sum(1).gt(1).sum().item<long>());
        Assert.Equal(1, first.Weights.narrow(1, 1, 1).gt(0).sum().item<long>()); // one of the two has an epicardium
    }

    [Fact]
    public void DiceAndCrossEntropy_PerfectAnswer_IsNearZero_AndUnknownMapsDoNotCount()
    {
        using var scope = NewDisposeScope();
        var target = zeros([1, 2, 32, 32]);
        target.narrow(2, 8, 16).fill_(1);
        var logits = (target * 2 - 1) * 20;
        var known = tensor((float[])[1, 0], [1, 2]);
        Assert.True(SegmentationLoss.DiceAndCrossEntropy(logits, new TrainingBatch(target, target, known)).item<float>() < 1e-3);
        var wrongSecond = logits.clone();
        wrongSecond.narrow(1, 1, 1).neg_();
        Assert.True(SegmentationLoss.DiceAndCrossEntropy(wrongSecond, new TrainingBatch(target, target, known)).item<float>() < 1e-3);
        Assert.True(SegmentationLoss.DiceAndCrossEntropy(-logits, new TrainingBatch(target, target, known)).item<float>() > 1);
    }

    [Fact]
    public void AddEpicardium_ContourOfAnInstance_IsFilled()
    {
        using var folder = new TemporaryFolder();
        var contours = Directory.CreateDirectory(Path.Combine(folder.Path, "SC-1", "o-contours")).FullName;
        File.WriteAllText(Path.Combine(contours, "IM-0001-0048-ocontour-manual.txt"), "9.5 9.5\n29.5 9.5\n29.5 29.5\n9.5 29.5\n");
        var frame = Shapes.Heart(1) with { Subject = "SC-01", Name = "SC-01-IM-0001-0048", Epicardium = null };
        var frames = ContourFiles.AddEpicardium([frame, frame with { Name = "SC-01-IM-0001-0059" }], folder.Path);
        Assert.Equal(400, frames[0].Epicardium!.Area);
        Assert.Null(frames[1].Epicardium);
        File.WriteAllText(Path.Combine(contours, "IM-0001-0048-ocontour-manual.txt"), "9.5 a\n");
        Assert.Contains("two numbers", Assert.Throws<InputException>(() => ContourFiles.AddEpicardium([frame], folder.Path)).Message);
    }
}
