using GanCmri.Evaluation.Outlines;
using GanCmri.Imaging;
using GanCmri.Phenotypes;
using GanCmri.Phenotypes.Fitting;
using GanCmri.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Tests.Phenotypes;

[Collection(nameof(TinySegmenter))]
[Trait(TestPrecision.Trait, TestPrecision.Both)]
public class SegmenterTests(TinySegmenter tiny)
{
    private readonly Segmenter _segmenter = tiny.Segmenter;

    [Fact]
    public void Segment_UnseenDrawnHearts_FindsAndOutlinesThem()
    {
        var report = SegmentationReport.Of(_segmenter, [.. Enumerable.Range(100, 4).Select(Shapes.Heart)]);
        var cavity = report.Structures.Single(s => s is { Structure: Structure.LeftCavity, Phase: "" });
        Assert.Equal((4, 4, 1.0), (cavity.Frames, cavity.Subjects, cavity.Sensitivity));
        Assert.True(cavity.Dice!.Estimate > 0.85, $"Dice {cavity.Dice.Estimate}");
        Assert.InRange(cavity.AreaBiasPercent!.Estimate, -15, 15);
        Assert.All(report.Frames, f => Assert.InRange(f.Uncertainty, 0, 0.5));
    }

    [Fact]
    public void SegmentCine_OneFrameOfNoise_IsOutvotedByItsNeighbours()
    {
        var heart = Shapes.Heart(900);
        GrayImage[] frames = [.. Enumerable.Range(0, TemporalSmoothing.FewestFrames).Select(_ => heart.Image)];
        var still = _segmenter.SegmentCine(frames, null);
        Assert.True(MaskAgreement.Of(still[3].Cavity, _segmenter.Segment([heart.Image], null).Single().Cavity).Dice > 0.97);
        var noise = new Random(1);
        frames[5] = new GrayImage(256, 256, [.. Enumerable.Range(0, 256 * 256).Select(_ => 100 * noise.NextSingle())]);
        var outlined = _segmenter.SegmentCine(frames, null);
        Assert.True(MaskAgreement.Of(outlined[6].Cavity, still[6].Cavity).Dice > 0.97);
    }

    [Fact]
    public void SegmentCine_FewFrames_IsSegment()
    {
        GrayImage[] frames = [.. Enumerable.Range(910, 3).Select(s => Shapes.Heart(s).Image)];
        foreach (var (a, b) in _segmenter.SegmentCine(frames, null).Zip(_segmenter.Segment(frames, null)))
            Assert.Equal(a.Cavity.Inside, b.Cavity.Inside);
    }

    [Fact]
    public void Segment_BatchOfOneOrThree_GivesTheSame()
    {
        GrayImage[] frames = [.. Enumerable.Range(200, 3).Select(s => Shapes.Heart(s).Image)];
        var one = _segmenter.Segment(frames, null, new SegmentationOptions { BatchSize = 1, Views = 2 });
        var three = _segmenter.Segment(frames, null, new SegmentationOptions { BatchSize = 3, Views = 2 });
        foreach (var (a, b) in one.Zip(three))
        {
            Assert.Equal(a.Cavity.Inside, b.Cavity.Inside);
            Assert.All(a.CavityProbability.Pixels.Zip(b.CavityProbability.Pixels), p => Assert.Equal(p.First, p.Second, 1e-4f));
        }
    }

    [Fact]
    public void Segment_BrightnessAndContrastChanged_GivesTheSameOutline()
    {
        var frame = Shapes.Heart(300).Image;
        var other = new GrayImage(frame.Height, frame.Width, Array.ConvertAll(frame.Pixels, v => v * 0.01f + 3));
        var outlines = _segmenter.Segment([frame, other], null);
        Assert.True(MaskAgreement.Of(outlines[0].Cavity, outlines[1].Cavity).Dice > 0.98);
    }

    [Fact]
    public void Segment_EmptyFrame_HasNoCavity()
    {
        var outline = _segmenter.Segment([new GrayImage(256, 256, new float[256 * 256])], null).Single();
        Assert.Equal(outline.Cavity.Area == 0, outline.Flags.HasFlag(QualityFlags.NoCavity));
        Assert.True(outline.Flags.HasFlag(QualityFlags.NoCavity) || outline.Flags.HasFlag(QualityFlags.Uncertain));
    }

    [Fact]
    public void SegmentCrops_HalfResolution_GivesAQuarterOfTheArea()
    {
        using var scope = NewDisposeScope();
        var frame = Shapes.Heart(400);
        var crop = tensor(frame.Image.Pixels, [1, 1, 256, 256]).slice(2, 64, 192, 1).slice(3, 64, 192, 1);
        var full = _segmenter.SegmentCrops(crop).Single();
        var half = _segmenter.SegmentCrops(nn.functional.avg_pool2d(crop, 2)).Single();
        Assert.Equal((128, 64), (full.Cavity.Height, half.Cavity.Height));
        var (a, b) = (full.CavityProbability.Pixels.Sum(), half.CavityProbability.Pixels.Sum());
        Assert.InRange(4 * b / a, 0.75f, 1.33f);
    }

    [Fact]
    public void SegmentCrops_AndSegment_AreTheSameCodeForASmallFrame()
    {
        using var scope = NewDisposeScope();
        var crop = tensor(Shapes.Heart(500).Image.Pixels, [1, 1, 256, 256]).slice(2, 64, 192, 1).slice(3, 64, 192, 1);
        var small = nn.functional.avg_pool2d(crop, 2).contiguous();
        var asTensor = _segmenter.SegmentCrops(small).Single();
        var asImage = _segmenter.Segment([new GrayImage(64, 64, small.data<float>().ToArray())], null).Single();
        Assert.True(MaskAgreement.Of(asTensor.Cavity, asImage.Cavity).Dice > 0.97);
    }

    [Fact]
    public void Features_OneRowAFrame_WhateverTheBrightness()
    {
        using var scope = NewDisposeScope();
        var x = rand([3, 1, 64, 64], generator: new Generator(5, CPU));
        var features = _segmenter.Features(x);
        Assert.Equal([3, 16], features.shape);
        Assert.True((features - _segmenter.Features(x * 5 - 2)).abs().max().item<float>() < 1e-2);
        Assert.True((features[0] - features[1]).abs().max().item<float>() > 1e-4);
    }

    [Fact]
    public void SaveAndLoad_GivesTheSameOutlines()
    {
        using var folder = new TemporaryFolder();
        _segmenter.Save(folder.File("s.safetensors"), new Dictionary<string, string> { ["frames"] = "8" });
        using var loaded = Segmenter.Load(folder.File("s.safetensors"), CPU);
        var frame = Shapes.Heart(600).Image;
        var (a, b) = (_segmenter.Segment([frame], null).Single(), loaded.Segment([frame], null).Single());
        Assert.True(MaskAgreement.Of(a.Cavity, b.Cavity).Dice > 0.99);
    }

    [Fact]
    public void Load_AnotherSafetensorsFile_SaysWhatIsExpected()
    {
        using var folder = new TemporaryFolder();
        GanCmri.Formats.SafetensorsFile.Write(folder.File("x.safetensors"), [], new Dictionary<string, string>());
        Assert.Contains(
            "expected a segmenter",
            Assert.Throws<InputException>(() => Segmenter.Load(folder.File("x.safetensors"), CPU)).Message
        );
    }

    [Theory]
    [InlineData("cavity.channels", "4096 4096 4096 4096")]
    [InlineData("cavity.channels", "6 6 6 6 6 6 6 6 6 6")]
    [InlineData("cavity.outputs", "1")]
    [InlineData("locator.outputs", "3000")]
    public void Load_SizesThatTheTensorsDoNotHave_AreRefusedBeforeMemoryIsTaken(string key, string value)
    {
        using var folder = new TemporaryFolder();
        _segmenter.Save(folder.File("s.safetensors"), new Dictionary<string, string>());
        using (var file = GanCmri.Formats.SafetensorsFile.Open(folder.File("s.safetensors")))
        {
            var tensors = file.InFileOrder()
                .Select(e => new GanCmri.Formats.SafetensorsTensor(e.Name, e.Type, [.. e.Shape], () => file.Bytes(e.Name).ToArray()))
                .ToArray();
            GanCmri.Formats.SafetensorsFile.Write(
                folder.File("t.safetensors"),
                tensors,
                new Dictionary<string, string>(file.Metadata) { [key] = value }
            );
        }

        Assert.Contains(
            key,
            Assert.Throws<InputException>(() => Segmenter.Load(folder.File("t.safetensors"), CPU)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Train_GoesOnFromASegmenter_AndLeavesItAsItWas()
    {
        var frame = Shapes.Heart(700).Image;
        var before = _segmenter.Segment([frame], null).Single();
        using var further = SegmenterTrainer.Train(
            [Shapes.Heart(1), Shapes.Heart(2)],
            [],
            new SegmenterTrainingOptions
            {
                CavitySteps = 1,
                FinderSteps = 1,
                BatchSize = 2,
                HalfPrecision = TestPrecision.BFloat16,
            },
            _segmenter,
            null,
            null,
            CancellationToken.None
        );
        Assert.Equal(before.CavityProbability.Pixels, _segmenter.Segment([frame], null).Single().CavityProbability.Pixels);
        Assert.NotEqual(before.CavityProbability.Pixels, further.Segment([frame], null).Single().CavityProbability.Pixels);
    }

    [Fact]
    public void Train_NoSteps_LeavesTheWeights()
    {
        using var same = SegmenterTrainer.Train(
            [Shapes.Heart(1)],
            [],
            new SegmenterTrainingOptions { CavitySteps = 0, FinderSteps = 0 },
            _segmenter,
            null,
            null,
            CancellationToken.None
        );
        foreach (var (a, b) in _segmenter.CopyNetworks().Cavity.state_dict().Zip(same.CopyNetworks().Cavity.state_dict()))
            Assert.True(a.Value.equal(b.Value).all().item<bool>(), a.Key);
    }

    [Fact]
    public void MeasuredCine_DrawnHeart_HasItsArea()
    {
        var frame = Shapes.Heart(800);
        var cine = MeasuredCine.Of(
            _segmenter,
            new CineSeries(
                "s",
                0,
                null,
                new PixelSpacing(1.4, 1.4),
                [new CineFrame(frame.Image, 0, "a"), new CineFrame(frame.Image, 50, "b")]
            )
        );
        Assert.InRange(cine.Frames[0].AreaMm2 / (frame.Cavity!.Area * 1.96), 0.8, 1.2);
        Assert.True(double.IsNaN(cine.Cine.FacPercent)); // a still twice is no beat
    }
}
