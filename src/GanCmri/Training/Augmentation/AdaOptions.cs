using GanCmri.Runtime;

namespace GanCmri.Training.Augmentation;

/// <summary>
/// Which augmentations run, each as a multiplier of the overall probability p, and how strong they are (Karras et al., "Training
/// Generative Adversarial Networks with Limited Data", 2020, appendix B). Zero switches one off.
/// </summary>
public sealed record AdaOptions
{
    /// <summary>Mirroring. Hearts are not symmetric: off by default.</summary>
    public double XFlip { get; init; }

    /// <summary>Turns by multiples of 90 degrees.</summary>
    public double Rotate90 { get; init; }

    /// <summary>Shifts by whole pixels.</summary>
    public double XInt { get; init; }

    /// <summary>Isotropic scaling.</summary>
    public double Scale { get; init; }

    /// <summary>Turns by any angle.</summary>
    public double Rotate { get; init; }

    /// <summary>Anisotropic scaling.</summary>
    public double Aniso { get; init; }

    /// <summary>Shifts by fractions of a pixel.</summary>
    public double XFrac { get; init; }

    /// <summary>Brightness.</summary>
    public double Brightness { get; init; }

    /// <summary>Contrast.</summary>
    public double Contrast { get; init; }

    /// <summary>Mirroring of the luma axis.</summary>
    public double LumaFlip { get; init; }

    /// <summary>Hue; colour images only.</summary>
    public double Hue { get; init; }

    /// <summary>Saturation; colour images only.</summary>
    public double Saturation { get; init; }

    /// <summary>Frequency-band filtering.</summary>
    public double ImageFilter { get; init; }

    /// <summary>Added noise.</summary>
    public double Noise { get; init; }

    /// <summary>A blanked square.</summary>
    public double Cutout { get; init; }

    /// <summary>Largest whole-pixel shift, share of the image.</summary>
    public double XIntMax { get; init; } = 0.125;

    /// <summary>Standard deviation of log2 scale.</summary>
    public double ScaleStd { get; init; } = 0.2;

    /// <summary>Largest angle, share of half a turn.</summary>
    public double RotateMax { get; init; } = 1;

    /// <summary>Standard deviation of log2 anisotropy.</summary>
    public double AnisoStd { get; init; } = 0.2;

    /// <summary>Standard deviation of the fractional shift, share of the image.</summary>
    public double XFracStd { get; init; } = 0.125;

    /// <summary>Standard deviation of brightness.</summary>
    public double BrightnessStd { get; init; } = 0.2;

    /// <summary>Standard deviation of log2 contrast.</summary>
    public double ContrastStd { get; init; } = 0.5;

    /// <summary>Largest hue turn, share of half a turn.</summary>
    public double HueMax { get; init; } = 1;

    /// <summary>Standard deviation of log2 saturation.</summary>
    public double SaturationStd { get; init; } = 1;

    /// <summary>Standard deviation of log2 band gain.</summary>
    public double ImageFilterStd { get; init; } = 1;

    /// <summary>Standard deviation of the noise's standard deviation.</summary>
    public double NoiseStd { get; init; } = 0.1;

    /// <summary>Side of the blanked square, share of the image.</summary>
    public double CutoutSize { get; init; } = 0.5;

    /// <summary>The published default set "bgc": pixel blitting, geometry, colour.</summary>
    public static AdaOptions Bgc { get; } =
        new()
        {
            XFlip = 1,
            Rotate90 = 1,
            XInt = 1,
            Scale = 1,
            Rotate = 1,
            Aniso = 1,
            XFrac = 1,
            Brightness = 1,
            Contrast = 1,
            LumaFlip = 1,
            Hue = 1,
            Saturation = 1,
        };

    /// <summary>"bgc" without what no MR scanner does to a heart: no mirroring, quarter turns or inverted intensity, and small angles
    /// only.</summary>
    public static AdaOptions ForMr { get; } = Bgc with { XFlip = 0, Rotate90 = 0, LumaFlip = 0, Hue = 0, Saturation = 0, RotateMax = 0.1 };

    /// <summary>Checks all values.</summary>
    /// <exception cref="ArgumentException">Every wrong value, named.</exception>
    internal void Validate() =>
        new OptionChecks()
            .AtLeast(XFlip, 0)
            .AtLeast(Rotate90, 0)
            .AtLeast(XInt, 0)
            .AtLeast(Scale, 0)
            .AtLeast(Rotate, 0)
            .AtLeast(Aniso, 0)
            .AtLeast(XFrac, 0)
            .AtLeast(Brightness, 0)
            .AtLeast(Contrast, 0)
            .AtLeast(LumaFlip, 0)
            .AtLeast(Hue, 0)
            .AtLeast(Saturation, 0)
            .AtLeast(ImageFilter, 0)
            .AtLeast(Noise, 0)
            .AtLeast(Cutout, 0)
            .AtLeast(XIntMax, 0)
            .AtLeast(ScaleStd, 0)
            .AtLeast(RotateMax, 0)
            .AtLeast(AnisoStd, 0)
            .AtLeast(XFracStd, 0)
            .AtLeast(BrightnessStd, 0)
            .AtLeast(ContrastStd, 0)
            .AtLeast(HueMax, 0)
            .AtLeast(SaturationStd, 0)
            .AtLeast(ImageFilterStd, 0)
            .AtLeast(NoiseStd, 0)
            .AtLeast(CutoutSize, 0)
            .Throw();
}
