using GanCmri.Imaging;

namespace GanCmri.Evaluation.Audit;

/// <summary>A linear map of a picture about its middle, by bilinear interpolation: output pixel (x, y) takes the input at (XX x + XY y,
/// YX x + YY y).</summary>
internal readonly record struct Warp(double XX, double XY, double YX, double YY)
{
    /// <summary>Turned about the middle, after left and right were exchanged if asked.</summary>
    public static Warp Turned(double degrees, bool mirrored = false)
    {
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        return mirrored ? new Warp(-cos, -sin, -sin, cos) : new Warp(cos, sin, -sin, cos);
    }

    /// <summary>The picture so mapped; places outside take the border's values.</summary>
    /// <param name="image">At least 2 x 2 pixels.</param>
    /// <param name="right">Also moved to the right by this many pixels.</param>
    public GrayImage Apply(GrayImage image, double right = 0)
    {
        var (h, w, p) = (image.Height, image.Width, image.Pixels);
        float middleX = (w - 1) / 2f,
            middleY = (h - 1) / 2f;
        float xx = (float)XX,
            xy = (float)XY,
            yx = (float)YX,
            yy = (float)YY;
        var pixels = new float[h * w];
        for (var y = 0; y < h; y++)
        {
            for (var x = 0; x < w; x++)
            {
                float u = x - (float)right - middleX,
                    v = y - middleY;
                float fromX = Math.Clamp(xx * u + xy * v + middleX, 0, w - 1),
                    fromY = Math.Clamp(yx * u + yy * v + middleY, 0, h - 1);
                int x0 = Math.Min((int)fromX, w - 2),
                    y0 = Math.Min((int)fromY, h - 2);
                float fx = fromX - x0,
                    fy = fromY - y0;
                var at = y0 * w + x0;
                pixels[y * w + x] = (1 - fy) * ((1 - fx) * p[at] + fx * p[at + 1]) + fy * ((1 - fx) * p[at + w] + fx * p[at + w + 1]);
            }
        }

        return new GrayImage(h, w, pixels);
    }
}
