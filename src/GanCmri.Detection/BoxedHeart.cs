using GanCmri.Imaging;
using GanCmri.Phenotypes;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace GanCmri.Detection;

/// <summary>A row for ML.NET's object detection: a heart as a picture, and a box around each ventricle.</summary>
internal sealed class BoxedHeart
{
    public string Subject { get; set; } = "";

    [ImageType(1, 1)] // the column's real size is given beside
    public MLImage Picture { get; set; } = null!;

    /// <summary>Left, top, right and bottom of each box, pixels of the picture.</summary>
    public float[] Boxes { get; set; } = [];

    /// <summary>What is in each box: LV (cavity and wall) or RV (cavity).</summary>
    public string[] Ventricle { get; set; } = [];

    /// <summary>A heart with what its outline encloses; null where no left ventricle was found, as the trainer wants a box in every
    /// row.</summary>
    /// <param name="subject">Whose.</param>
    /// <param name="heart">[-1, 1].</param>
    /// <param name="outline">Of the same size.</param>
    /// <param name="scale">Pixels of the picture for one of the heart's, along each side.</param>
    public static BoxedHeart? Of(string subject, GrayImage heart, Segmentation outline, int scale)
    {
        if (outline.Flags.HasFlag(QualityFlags.NoCavity))
            return null;
        var left = Box(outline.Epicardium ?? outline.Cavity, scale);
        var right = outline.RightCavity is { } cavity ? Box(cavity, scale) : [];
        return new BoxedHeart
        {
            Subject = subject,
            Picture = Enlarged(heart, scale),
            Boxes = [.. left, .. right],
            Ventricle = right.Length > 0 ? ["LV", "RV"] : ["LV"],
        };
    }

    /// <summary>Left, top, right and bottom of a region, pixels of the picture; right and bottom lie just beyond. Empty where nothing is
    /// inside.</summary>
    internal static float[] Box(Mask mask, int scale)
    {
        var inside = Enumerable.Range(0, mask.Inside.Length).Where(i => mask.Inside[i]).ToArray();
        return inside.Length == 0
            ? []
            :
            [
                inside.Min(i => i % mask.Width) * scale,
                inside[0] / mask.Width * scale,
                (inside.Max(i => i % mask.Width) + 1) * scale,
                (inside[^1] / mask.Width + 1) * scale,
            ];
    }

    private static MLImage Enlarged(GrayImage heart, int scale)
    {
        var (height, width) = (heart.Height * scale, heart.Width * scale);
        var bytes = new byte[height * width * 4];
        for (var i = 0; i < height * width; i++)
        {
            var value = heart.Pixels[i / width / scale * heart.Width + i % width / scale];
            bytes.AsSpan(4 * i, 3).Fill(GreyBytes.Of(value));
            bytes[4 * i + 3] = 255;
        }

        return MLImage.CreateFromPixels(width, height, MLPixelFormat.Bgra32, bytes);
    }
}
