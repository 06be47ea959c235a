using GanCmri.Phenotypes;
using GanCmri.Phenotypes.Fitting;
using GanCmri.Runtime;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GanCmri.Training.Augmentation;

/// <summary>
/// Random variants of training frames: bent by a smooth field, turned, scaled, shifted, shaded and of another contrast. Unlike the
/// augmentation of reals and fakes alike, the generator learns these too: a few patients then stand for hearts between and around them,
/// and no frame is seen twice as it is.
/// </summary>
/// <param name="strength">0: frames as they are; 1: turns up to 12°, scale and stretch up to about 15 %, shifts up to 4 % and bends of 2.5
/// % of the side (one deviation), coil shading and gamma of 15 % and 25 %.</param>
internal sealed class FrameVariation(double strength)
{
    private const double TurnDegrees = 12,
        ScaleStd = 0.06,
        Stretch = 0.06,
        ShiftShare = 0.04,
        BendShare = 0.025,
        ShadeStd = 0.15,
        Gamma = 0.25;
    private const int BendKnots = 5,
        ShadeKnots = 3;

    // Frames are enlarged before they are moved: between their own pixels, bilinear sampling would take away two thirds of the power of the
    // finest detail, and generators learn what they are shown.
    private const int Enlarged = 4;

    /// <summary>A variant of each image [N, 1, H, H] in [-1, 1], drawn from <paramref name="random"/>.</summary>
    public Tensor Apply(Tensor images, TorchSharp.torch.Generator random)
    {
        if (strength == 0)
            return images.alias();
        using var scope = NewDisposeScope();
        var n = images.shape[0];
        var side = (int)images.shape[3];
        var u = rand([n, 5], generator: random).Times(2).Plus(-1).Numbers();
        WindowPose[] poses = [.. Enumerable.Range(0, (int)n).Select(i => Pose(u.AsSpan(i * 5, 5), side))];
        var bend = randn([n, 2, BendKnots, BendKnots], generator: random);
        using var enlarge = LanczosEnlargement.Matrix(side, Enlarged);
        var fine = enlarge.matmul(images).matmul(enlarge.transpose(0, 1));
        var moved = WindowSampler.Sample(fine, poses, side, bend, BendShare * strength * Enlarged * side, GridSamplePaddingMode.Reflection);
        var field = functional.interpolate(
            randn([n, 1, ShadeKnots, ShadeKnots], generator: random),
            [side, side],
            mode: InterpolationMode.Bicubic,
            align_corners: false
        );
        var gamma = rand([n, 1, 1, 1], generator: random).Times(2).Plus(-1).Times(Gamma * strength).exp();
        var bright = moved.Plus(1).DividedBy(2).Limited(1e-4, 1).pow(gamma).mul(field.Times(ShadeStd * strength).exp());
        return bright.Times(2).Plus(-1).Limited(-1, 1).MoveToOuterDisposeScope();
    }

    private WindowPose Pose(ReadOnlySpan<float> u, int side)
    {
        var (sin, cos) = Math.SinCos(u[0] * strength * TurnDegrees * Math.PI / 180);
        var scale = Math.Exp(u[1] * strength * ScaleStd * Math.Sqrt(3)); // uniform, of that deviation
        var stretch = Math.Exp(u[2] * strength * Stretch);
        var middle = (side - 1) / 2.0;
        var shift = ShiftShare * strength * side;
        return new WindowPose(
            InEnlarged(middle + u[3] * shift),
            InEnlarged(middle + u[4] * shift),
            Enlarged * cos * scale * stretch,
            -Enlarged * sin * scale / stretch,
            Enlarged * sin * scale * stretch,
            Enlarged * cos * scale / stretch
        );

        static double InEnlarged(double px) => Enlarged * (px + .5) - .5;
    }
}
