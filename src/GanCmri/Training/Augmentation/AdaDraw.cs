using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Training.Augmentation;

/// <summary>What happens to one image.</summary>
/// <param name="Geometry">Inverse pixel transform, 3 x 3, about the image's centre; null: none.</param>
/// <param name="Colour">4 x 4; null: none.</param>
/// <param name="BandGains">Gain of each frequency band; null: none.</param>
/// <param name="NoiseSigma">Standard deviation of added noise.</param>
/// <param name="Cutout">The blanked square; null: none.</param>
internal sealed record AdaDraw(
    Matrix<float>? Geometry,
    Matrix<double>? Colour,
    double[]? BandGains,
    double NoiseSigma,
    CutoutSquare? Cutout
)
{
    /// <summary>Draws for an image of a size, with overall probability <paramref name="p"/>.</summary>
    public static AdaDraw Make(AdaOptions o, double p, int channels, int height, int width, Draws draws) =>
        new(
            DrawGeometry(o, p, height, width, draws),
            DrawColour(o, p, channels, draws),
            DrawBands(o, p, draws),
            DrawNoise(o, p, draws),
            DrawCutout(o, p, draws)
        );

    private static Matrix<float>? DrawGeometry(AdaOptions o, double p, int height, int width, Draws draws)
    {
        if (o.XFlip + o.Rotate90 + o.XInt + o.Scale + o.Rotate + o.Aniso + o.XFrac == 0)
            return null;
        var g = Affine.Scale(1, 1);
        if (o.XFlip > 0 && Draw(o.XFlip) && Math.Floor(draws.Uniform() * 2) > 0)
            g *= Affine.Scale(-1, 1);
        if (o.Rotate90 > 0 && Draw(o.Rotate90))
            g *= Affine.Rotate(Math.PI / 2 * Math.Floor(draws.Uniform() * 4));
        if (o.XInt > 0 && Draw(o.XInt))
            g *= Affine.Translate(-Whole(width), -Whole(height));
        if (o.Scale > 0 && Draw(o.Scale))
            g *= ScaleInverse(Math.Pow(2, draws.Normal() * o.ScaleStd), isotropic: true);
        // Two turns with an anisotropic scaling between them: each with the probability that makes one of them happen with p.
        var turn = 1 - Math.Sqrt(Math.Clamp(1 - o.Rotate * p, 0, 1));
        if (o.Rotate > 0 && draws.Happens(turn))
            g *= Affine.Rotate((draws.Uniform() * 2 - 1) * Math.PI * o.RotateMax);
        if (o.Aniso > 0 && Draw(o.Aniso))
            g *= ScaleInverse(Math.Pow(2, draws.Normal() * o.AnisoStd), isotropic: false);
        if (o.Rotate > 0 && draws.Happens(turn))
            g *= Affine.Rotate((draws.UniformOfSecondTurn() * 2 - 1) * Math.PI * o.RotateMax);
        if (o.XFrac > 0 && Draw(o.XFrac))
            g *= Affine.Translate(-draws.Normal() * o.XFracStd * width, -draws.Normal() * o.XFracStd * height);
        return g;

        bool Draw(double multiplier) => draws.Happens(multiplier * p);

        double Whole(int size) => Math.Round((draws.Uniform() * 2 - 1) * o.XIntMax * size, MidpointRounding.ToEven);
    }

    private static Matrix<float> ScaleInverse(double s, bool isotropic) => Affine.Scale(1 / s, isotropic ? 1 / s : s);

    private static Matrix<double>? DrawColour(AdaOptions o, double p, int channels, Draws draws)
    {
        if (o.Brightness + o.Contrast + o.LumaFlip + o.Hue + o.Saturation == 0)
            return null;
        var c = Affine.Identity(4);
        if (o.Brightness > 0 && draws.Happens(o.Brightness * p))
            c = Affine.Shift3(draws.Normal() * o.BrightnessStd) * c;
        if (o.Contrast > 0 && draws.Happens(o.Contrast * p))
            c = Affine.Scale3(Math.Pow(2, draws.Normal() * o.ContrastStd)) * c;
        if (o.LumaFlip > 0 && draws.Happens(o.LumaFlip * p))
            c = (Affine.Identity(4) - Affine.Grey * 2 * Math.Floor(draws.Uniform() * 2)) * c;
        if (o.Hue > 0 && channels > 1 && draws.Happens(o.Hue * p))
            c = Affine.TurnAboutGrey((draws.Uniform() * 2 - 1) * Math.PI * o.HueMax) * c;
        if (o.Saturation > 0 && channels > 1 && draws.Happens(o.Saturation * p))
            c = (Affine.Grey + (Affine.Identity(4) - Affine.Grey) * Math.Pow(2, draws.Normal() * o.SaturationStd)) * c;
        return c;
    }

    private static double[]? DrawBands(AdaOptions o, double p, Draws draws)
    {
        if (o.ImageFilter == 0)
            return null;
        double[] gains = [1, 1, 1, 1];
        for (var band = 0; band < 4; band++)
        {
            if (!draws.Happens(o.ImageFilter * p))
                continue;
            var t = Math.Pow(2, draws.Normal() * o.ImageFilterStd);
            // Keeps the expected power of the whole image.
            var norm = Math.Sqrt(FilterBank.ExpectedPower.Select((power, i) => power * (i == band ? t * t : 1)).Sum());
            for (var i = 0; i < 4; i++)
                gains[i] *= (i == band ? t : 1) / norm;
        }

        return gains;
    }

    private static double DrawNoise(AdaOptions o, double p, Draws draws) =>
        o.Noise > 0 && draws.Happens(o.Noise * p) ? draws.HalfNormal() * o.NoiseStd : 0;

    private static CutoutSquare? DrawCutout(AdaOptions o, double p, Draws draws) =>
        o.Cutout > 0 && draws.Happens(o.Cutout * p) ? new CutoutSquare(draws.Uniform(), draws.Uniform(), o.CutoutSize) : null;
}

/// <summary>A blanked square, in shares of the image.</summary>
internal sealed record CutoutSquare(double CentreX, double CentreY, double Size);
