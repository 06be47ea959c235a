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
        LabelledFrame[] frames =
        [
            .. Enumerable.Range(0, 24).Select(i => frame with { Subject = $"p{i / 2}", Group = i / 2 < 8 ? "A" : "B", Epicardium = null }),
        ];
        var folds = SubjectFolds.Split(frames, 4, 1);
        Assert.Equal(frames.Select(f => f.Subject).Distinct().Order(), folds.SelectMany(f => f).Select(p => p.Name).Order());
        Assert.All(folds, f => Assert.Equal((2, 1), (f.Count(s => int.Parse(s.Name[1..]) < 8), f.Count(s => int.Parse(s.Name[1..]) >= 8))));
        Assert.Equal(folds, SubjectFolds.Split([.. frames.Reverse()], 4, 1));
    }

    [Theory]
    [InlineData(0.7)]
    [InlineData(1.4)]
    [InlineData(2.6)]
    public void FrameTensors_AnyPixelSize_HoldTheSameAreaAtTheWorkingSize(double millimetres)
    {
        using var scope = NewDisposeScope();
        var side = (int)(180 / millimetres);
        var disk = Shapes.Disk(side, side / 2.0, side / 2.0, 25 / millimetres);
        var frame = new LabelledFrame("s", "", "ED", "f", new GrayImage(side, side, new float[side * side]), disk, null)
        {
            Spacing = new PixelSpacing(millimetres, millimetres),
        };
        using var frames = new FrameTensors([frame]);
        var workingMm = FieldOfView.Of(frame.Image, frame.Spacing).StepX * millimetres;
        var area = frames.Take([0])[0, 1].sum().item<float>() * workingMm * workingMm;
        Assert.InRange(area / (Math.PI * 25 * 25), 0.97, 1.03);
        Assert.Equal([true, false, false], frames.Known[0]);
    }

    [Fact]
    public void FrameTensors_Hearts_LieOnTheCavities_AndOnTheSubjectsMeanWhereThereIsNone()
    {
        var heart = Shapes.Heart(3);
        var empty = heart with { Cavity = new Mask(256, 256, new bool[256 * 256]) };
        using var frames = new FrameTensors([heart, empty]);
        var centre = RegionMoments.Of(new GrayImage(256, 256, Array.ConvertAll(heart.Cavity!.Inside, i => i ? 1f : 0f))).Centre;
        Assert.All(
            frames.Hearts,
            h => Assert.Equal((centre.X, centre.Y), (h.X, h.Y), (a, b) => Math.Abs(a.X - b.X) < 0.1 && Math.Abs(a.Y - b.Y) < 0.1)
        );
        Assert.True(double.IsNaN(frames.Centres[1].X));
    }

    [Fact]
    public void FrameDeck_SourcesOfManyAndFewFrames_AreDealtByTheirRoots()
    {
        var deck = new FrameDeck([.. Enumerable.Range(0, 110).Select(i => i < 100 ? "many" : "few")], seed: 1);
        var few = Enumerable.Range(0, 4000).Count(_ => deck.Next() >= 100) / 4000.0;
        Assert.Equal(Math.Sqrt(10) / (Math.Sqrt(10) + 10), few, 0.03);
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
        using var frames = new FrameTensors([Shapes.Heart(1), Shapes.Heart(2) with { Epicardium = null }]);
        var (a, b) = (new CavityBatches(frames, 2, 7), new CavityBatches(frames, 2, 7));
        var (first, second) = (a.Of(0), b.Of(0));
        Assert.True(first.Images.equal(second.Images).all().item<bool>());
        Assert.InRange(first.Targets.sum().item<float>(), 100, 10_000);
        Assert.True(first.Weights.select(1, 0).eq(1).all().item<bool>());
        Assert.True(first.Weights.select(1, 2).eq(0).all().item<bool>()); // no right ventricle was outlined
        Assert.Equal(1, first.Weights.narrow(1, 1, 1).gt(0).sum().item<long>()); // one of the two has an epicardium
        _ = (a.Of(1), a.Of(2));
        Assert.True(a.Of(3).Images.equal(b.Of(3).Images).all().item<bool>()); // whether or not those between were asked for
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
