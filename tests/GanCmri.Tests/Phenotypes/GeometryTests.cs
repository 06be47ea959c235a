using GanCmri.Imaging;
using GanCmri.Phenotypes;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Tests.Phenotypes;

public class GeometryTests
{
    [Fact]
    public void Cut_OnThePixelGrid_CopiesPixels()
    {
        using var scope = NewDisposeScope();
        var frame = Ramp(20, 30);
        var cut = new FrameWindow(14.5, 9.5, 1, 1, 8).Cut(frame);
        for (var i = 0; i < 64; i++)
            Assert.Equal(frame[6 + i / 8, 11 + i % 8], cut[0, 0, i / 8, i % 8].item<float>(), 1e-3f);
    }

    [Theory]
    [InlineData(1.0, 16)]
    [InlineData(0.5, 32)]
    public void Paste_WhatWasCut_GivesItBack(double step, int side)
    {
        using var scope = NewDisposeScope();
        var frame = Shapes.Ellipse(16, 7.5, 7.5, 5, 4, 0.3);
        var window = new FrameWindow(7.5, 7.5, step, step, side);
        var back = window.Paste(window.Cut(frame), 16, 16);
        var difference = (back - tensor(frame.Pixels, [1, 1, 16, 16])).abs().max().item<float>();
        Assert.True(difference < (step == 1 ? 1e-4 : 0.3), $"{difference}");
        Assert.Equal(frame.Pixels.Sum(), back.sum().item<float>(), 0.02f * frame.Pixels.Sum());
    }

    [Fact]
    public void Cut_CoarserThanTheFrame_AveragesFirst()
    {
        using var scope = NewDisposeScope();
        var board = new GrayImage(16, 16, [.. Enumerable.Range(0, 256).Select(i => (float)((i / 16 + i % 16) % 2))]);
        var cut = new FrameWindow(7.5, 7.5, 2, 2, 8).Cut(board);
        Assert.True((cut - 0.5).abs().max().item<float>() < 1e-4);
    }

    [Fact]
    public void ToFrame_MiddleOfTheWindow_IsItsCentre()
    {
        var p = new FrameWindow(40.5, 50.5, 0.5, 2, 8).ToFrame(new PolygonPoint(3.5, 3.5));
        Assert.Equal(new PolygonPoint(40.5, 50.5), p);
    }

    [Theory]
    [InlineData(256, 0, 1, false)]
    [InlineData(512, 0, 2, false)]
    [InlineData(128, 0, 1, true)]
    [InlineData(64, 0, 0.5, true)]
    [InlineData(256, 1.25, 1, false)]
    [InlineData(64, 2.734375, 0.5, true)]
    [InlineData(256, 0.68359375, 2, true)]
    [InlineData(300, 0.68359375, 2, false)] // 205 mm
    [InlineData(128, 1.5625, 1, false)] // 200 mm: a child's chest, nearly of the working pixel size
    public void FieldOfView_SizeAndSpacing_DecideTheStep(int side, double pixelMm, double step, bool crop)
    {
        var view = FieldOfView.Of(
            new GrayImage(side, side, new float[side * side]),
            pixelMm == 0 ? null : new PixelSpacing(pixelMm, pixelMm)
        );
        Assert.Equal(new FieldOfView(step, step, crop), view);
    }

    [Fact]
    public void Standardise_AnyLinearChange_GivesTheSame()
    {
        using var scope = NewDisposeScope();
        var x = rand([2, 1, 32, 32], generator: new Generator(1, CPU));
        var y = FrameScaling.Standardise(x);
        Assert.True((y - FrameScaling.Standardise(x * 700 + 30)).abs().max().item<float>() < 2e-3);
        Assert.Equal(0, y.mean().item<float>(), 1e-3f);
        Assert.Equal(1, y.std().item<float>(), 1e-2f);
    }

    [Fact]
    public void Probabilities_EightViews_DoNotDependOnHowTheImageLies()
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        var network = new SegmentationNetwork(new SegmentationNetworkOptions { Channels = [4, 8] });
        network.eval();
        var x = randn([1, 1, 16, 16]);
        var p = TestTimeAveraging.Probabilities(network, x, 8);
        Assert.True((p.flip(3) - TestTimeAveraging.Probabilities(network, x.flip(3), 8)).abs().max().item<float>() < 1e-5);
        Assert.True(
            (p.rot90(1, (2, 3)) - TestTimeAveraging.Probabilities(network, x.rot90(1, (2, 3)).contiguous(), 8)).abs().max().item<float>()
                < 1e-5
        );
        Assert.True((p.flip(3) - TestTimeAveraging.Probabilities(network, x.flip(3), 1)).abs().max().item<float>() > 1e-4);
    }

    private static GrayImage Ramp(int height, int width) =>
        new(height, width, [.. Enumerable.Range(0, height * width).Select(i => (float)i)]);
}
