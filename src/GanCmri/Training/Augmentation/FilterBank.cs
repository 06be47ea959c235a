namespace GanCmri.Training.Augmentation;

/// <summary>The wavelet filters of the pipeline (Daubechies 1992): sym6 for resampling, and a bank of four octave bands from
/// sym2.</summary>
internal static class FilterBank
{
    /// <summary>Share of the power of natural images in each band.</summary>
    public static readonly double[] ExpectedPower = [10 / 13.0, 1 / 13.0, 1 / 13.0, 1 / 13.0];

    /// <summary>Low-pass filter for geometric resampling, 12 taps.</summary>
    public static readonly float[] Sym6 =
    [
        0.015404109327027373f,
        0.0034907120842174702f,
        -0.11799011114819057f,
        -0.048311742585633f,
        0.4910559419267466f,
        0.787641141030194f,
        0.3379294217276218f,
        -0.07263752278646252f,
        -0.021060292512300564f,
        0.04472490177066578f,
        0.0017677118642428036f,
        -0.007800708325034148f,
    ];

    private static readonly double[] Sym2 = [-0.12940952255092145, 0.22414386804185735, 0.836516303737469, 0.48296291314469025];

    /// <summary>[4][taps]: one zero-phase filter a band, from low to high; together they pass everything.</summary>
    public static double[][] Bands { get; } = Build();

    private static double[][] Build()
    {
        var high = Sym2.Select((v, i) => i % 2 == 0 ? v : -v).ToArray();
        double[] low2 = Half(Convolve(Sym2, Reverse(Sym2))),
            high2 = Half(Convolve(high, Reverse(high)));
        double[][] bank =
        [
            [1],
            [0],
            [0],
            [0],
        ];
        for (var band = 1; band < 4; band++)
        {
            bank = [.. bank.Select(row => Convolve(Stretch(row), low2))];
            var start = (bank[0].Length - high2.Length) / 2;
            for (var i = 0; i < high2.Length; i++)
                bank[band][start + i] += high2[i];
        }

        return bank;
    }

    private static double[] Convolve(double[] a, double[] b)
    {
        var y = new double[a.Length + b.Length - 1];
        for (var i = 0; i < a.Length; i++)
        {
            for (var j = 0; j < b.Length; j++)
                y[i + j] += a[i] * b[j];
        }

        return y;
    }

    private static double[] Stretch(double[] a)
    {
        var y = new double[2 * a.Length - 1];
        for (var i = 0; i < a.Length; i++)
            y[2 * i] = a[i];
        return y;
    }

    private static double[] Half(double[] a) => [.. a.Select(v => v / 2)];

    private static double[] Reverse(double[] a) => [.. a.Reverse()];
}
