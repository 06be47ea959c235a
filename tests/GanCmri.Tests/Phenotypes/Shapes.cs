using GanCmri.Imaging;
using GanCmri.Phenotypes;
using GanCmri.Phenotypes.Fitting;

namespace GanCmri.Tests.Phenotypes;

/// <summary>Analytic shapes as images.</summary>
internal static class Shapes
{
    /// <summary>The share of each pixel that an ellipse covers, from 8 x 8 points a pixel.</summary>
    public static GrayImage Ellipse(int side, double cx, double cy, double a, double b, double angle)
    {
        var (cos, sin) = (Math.Cos(angle), Math.Sin(angle));
        return Draw(
            side,
            side,
            (x, y) =>
            {
                var (u, v) = (((x - cx) * cos + (y - cy) * sin) / a, (-(x - cx) * sin + (y - cy) * cos) / b);
                return u * u + v * v <= 1;
            }
        );
    }

    public static Mask Disk(int side, double cx, double cy, double radius) => Threshold(Ellipse(side, cx, cy, radius, radius, 0));

    public static Mask Threshold(GrayImage image) => new(image.Height, image.Width, Array.ConvertAll(image.Pixels, v => v >= 0.5f));

    public static GrayImage Draw(int height, int width, Func<double, double, bool> inside)
    {
        const int N = 8;
        var pixels = new float[height * width];
        for (var i = 0; i < pixels.Length; i++)
        {
            var hits = 0;
            for (var k = 0; k < N * N; k++)
            {
                if (inside(i % width - 0.5 + (k % N + 0.5) / N, i / width - 0.5 + (k / N + 0.5) / N))
                    hits++;
            }

            pixels[i] = hits / (float)(N * N);
        }

        return new GrayImage(height, width, pixels);
    }

    /// <summary>A bright disk (cavity) in a dark ring (myocardium) on noisy grey, in a field of 256 x 256.</summary>
    public static LabelledFrame Heart(int seed)
    {
        const int Side = 256;
        var random = new Random(seed);
        var (cx, cy, radius) = (118 + 20 * random.NextDouble(), 118 + 20 * random.NextDouble(), 14 + 8 * random.NextDouble());
        var (cavity, ring) = (Ellipse(Side, cx, cy, radius, radius, 0), Ellipse(Side, cx, cy, radius + 9, radius + 9, 0));
        var pixels = new float[Side * Side];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = 90 + 20 * random.NextSingle() - 80 * ring.Pixels[i] + 200 * cavity.Pixels[i];
        return new LabelledFrame(
            $"s{seed:00}",
            "",
            seed % 2 == 0 ? "ED" : "ES",
            $"frame{seed:00}",
            new GrayImage(Side, Side, pixels),
            Threshold(cavity),
            Threshold(ring)
        );
    }
}
