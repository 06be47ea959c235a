using GanCmri.Latents;

namespace GanCmri.Tests.Latents;

public class ImageQualityTests
{
    private static float[] Picture(int seed, int width = 20, int height = 16)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, width * height).Select(_ => (float)(2 * random.NextDouble() - 1))];
    }

    [Fact]
    public void Between_EqualImages_IsPerfect()
    {
        var quality = ImageQuality.Between(Picture(1), Picture(1), 20);
        Assert.Equal(0, quality.Mse);
        Assert.Equal(double.PositiveInfinity, quality.PsnrDb);
        Assert.Equal(1, quality.Ssim, 1e-12);
    }

    [Fact]
    public void Between_ConstantOffset_HasKnownMsePsnrAndSsim()
    {
        // Two flat images: the structure term is 1 and the luminance term known.
        float[] a = [.. Enumerable.Repeat(0.5f, 320)],
            b = [.. Enumerable.Repeat(0.3f, 320)];
        var quality = ImageQuality.Between(a, b, 20);
        Assert.Equal(0.04, quality.Mse, 1e-7);
        Assert.Equal(20, quality.PsnrDb, 1e-5);
        Assert.Equal((2 * 0.15 + 0.0004) / (0.25 + 0.09 + 0.0004), quality.Ssim, 1e-6);
    }

    [Fact]
    public void Between_NoisyImages_EqualsTheFormulaWrittenPlainly()
    {
        float[] x = Picture(2),
            y = [.. Picture(2).Zip(Picture(3), (a, b) => 0.8f * a + 0.2f * b)];
        double total = 0;
        var windows = 0;
        for (var r = 5; r < 11; r++)
        {
            for (var c = 5; c < 15; c++, windows++)
            {
                double weight = 0,
                    mx = 0,
                    my = 0,
                    xx = 0,
                    yy = 0,
                    xy = 0;
                for (var i = -5; i <= 5; i++)
                {
                    for (var j = -5; j <= 5; j++)
                    {
                        var g = Math.Exp(-(i * i + j * j) / 4.5);
                        double a = x[(r + i) * 20 + c + j],
                            b = y[(r + i) * 20 + c + j];
                        (weight, mx, my, xx, yy, xy) = (weight + g, mx + g * a, my + g * b, xx + g * a * a, yy + g * b * b, xy + g * a * b);
                    }
                }

                (mx, my, xx, yy, xy) = (mx / weight, my / weight, xx / weight, yy / weight, xy / weight);
                total +=
                    (2 * mx * my + 0.0004)
                    * (2 * (xy - mx * my) + 0.0036)
                    / ((mx * mx + my * my + 0.0004) * (xx - mx * mx + yy - my * my + 0.0036));
            }
        }

        Assert.Equal(total / windows, ImageQuality.Between(x, y, 20).Ssim, 1e-9);
    }
}
