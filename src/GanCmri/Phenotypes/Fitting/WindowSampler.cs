using GanCmri.Runtime;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GanCmri.Phenotypes.Fitting;

/// <summary>Cuts posed windows out of frames by bilinear sampling, optionally bent by a smooth random field.</summary>
internal static class WindowSampler
{
    /// <summary>Samples windows [poses, C, side, side] from sources [poses, C, S, S]; outside a source all is zero unless said
    /// otherwise.</summary>
    /// <param name="sources">One source a pose.</param>
    /// <param name="poses">Where each window lies.</param>
    /// <param name="side">Window side, px.</param>
    /// <param name="bend">Null, or standard normal numbers [poses, 2, k, k] that are blown up to a displacement field.</param>
    /// <param name="bendPx">Deviation of that field, source px.</param>
    /// <param name="outside">What lies outside a source.</param>
    public static Tensor Sample(
        Tensor sources,
        IReadOnlyList<WindowPose> poses,
        int side,
        Tensor? bend,
        double bendPx,
        GridSamplePaddingMode outside = GridSamplePaddingMode.Zeros
    )
    {
        using var scope = NewDisposeScope();
        double size = sources.shape[^1];
        var half = side / size; // affine_grid's output runs from -1 to 1 over the window, its input over the source
        var numbers = poses
            .SelectMany(p =>
                (float[])
                    [
                        (float)(p.Xx * half),
                        (float)(p.Xy * half),
                        (float)((2 * p.X + 1) / size - 1),
                        (float)(p.Yx * half),
                        (float)(p.Yy * half),
                        (float)((2 * p.Y + 1) / size - 1),
                    ]
            )
            .ToArray();
        var theta = tensor(numbers, [poses.Count, 2, 3]);
        var grid = functional.affine_grid(theta, [poses.Count, 1, side, side], align_corners: false);
        if (bend is not null)
        {
            var field = functional.interpolate(bend, [side, side], mode: InterpolationMode.Bicubic, align_corners: false);
            grid = grid.Plus(field.permute(0, 2, 3, 1).Times(2 * bendPx / size));
        }

        return functional.grid_sample(sources, grid, GridSampleMode.Bilinear, outside, align_corners: false).MoveToOuterDisposeScope();
    }
}
