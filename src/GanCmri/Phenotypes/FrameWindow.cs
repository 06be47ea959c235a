using GanCmri.Imaging;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GanCmri.Phenotypes;

/// <summary>
/// A square of working pixels (about 1.37 mm) over a frame. Cutting and pasting are bilinear and exact copies where one
/// working pixel is one frame pixel and the centre lies on the pixel grid.
/// </summary>
/// <param name="CentreX">Centre along the row, frame px; pixel centres at integers.</param>
/// <param name="CentreY">Centre down the column, frame px.</param>
/// <param name="StepX">Frame px a working px.</param>
/// <param name="StepY">Frame px a working px.</param>
/// <param name="Side">Working px.</param>
internal readonly record struct FrameWindow(double CentreX, double CentreY, double StepX, double StepY, int Side)
{
    /// <summary>Whether it shows a whole heart crop: nobody looked where in it the ventricle lies.</summary>
    public bool IsWholeCrop { get; init; }

    /// <summary>The frame's values in the window, [1, 1, Side, Side]; zero outside the frame.</summary>
    public Tensor Cut(GrayImage frame)
    {
        using var scope = NewDisposeScope();
        var pixels = tensor(frame.Pixels, [1, 1, frame.Height, frame.Width]);
        // Sampling coarser than the frame: average first, so that no detail folds over.
        var (blurX, blurY) = ((int)Math.Round(StepX), (int)Math.Round(StepY));
        var window = this;
        if (blurX > 1 || blurY > 1)
        {
            (blurX, blurY) = (Math.Clamp(blurX, 1, frame.Width), Math.Clamp(blurY, 1, frame.Height));
            pixels = functional.avg_pool2d(pixels, [blurY, blurX]);
            window = new FrameWindow((CentreX + 0.5) / blurX - 0.5, (CentreY + 0.5) / blurY - 0.5, StepX / blurX, StepY / blurY, Side);
        }

        return window.Resample(pixels, Side, Side, toFrame: false).MoveToOuterDisposeScope();
    }

    /// <summary>Values [1, C, Side, Side] of the window put where they belong in a frame, [1, C, height, width]; zero elsewhere.</summary>
    public Tensor Paste(Tensor values, int height, int width) => Resample(values, height, width, toFrame: true);

    /// <summary>The window moved by a distance in working px.</summary>
    public FrameWindow Moved(PolygonPoint by) => this with { CentreX = CentreX + by.X * StepX, CentreY = CentreY + by.Y * StepY };

    /// <summary>The place in the frame of a point of the window (pixel centres at integers).</summary>
    public PolygonPoint ToFrame(PolygonPoint p) =>
        new(CentreX + (p.X + 0.5 - Side / 2.0) * StepX, CentreY + (p.Y + 0.5 - Side / 2.0) * StepY);

    private Tensor Resample(Tensor source, int height, int width, bool toFrame)
    {
        using var scope = NewDisposeScope();
        var (side, x0, y0) = (Side, CentreX, CentreY);
        var across = Axis(width, StepX, x0, (int)source.shape[3]);
        var down = Axis(height, StepY, y0, (int)source.shape[2]);
        var grid = stack([across.unsqueeze(0).expand(height, width), down.unsqueeze(1).expand(height, width)], -1).unsqueeze(0);
        return functional
            .grid_sample(source, grid.to(source.device), GridSampleMode.Bilinear, GridSamplePaddingMode.Zeros, align_corners: false)
            .MoveToOuterDisposeScope();

        // Where output i lies in the source, from -1 (left edge) to 1 (right edge).
        Tensor Axis(int count, double step, double centre, int size)
        {
            var at = Enumerable
                .Range(0, count)
                .Select(i => toFrame ? (i - centre) / step + side / 2.0 : centre + 0.5 + (i + 0.5 - side / 2.0) * step);
            return tensor(at.Select(a => (float)(2 * a / size - 1)).ToArray());
        }
    }
}
