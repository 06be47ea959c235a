namespace GanCmri.Imaging.Hearts;

/// <summary>
/// Finds the left ventricle in a stack of cines: what changes once a beat is the heart (first temporal harmonic; Lin, Cowan and Young,
/// MICCAI 2006), and the closed round edge with bright blood inside is the left ventricle (votes along the gradient, after the fast
/// radial symmetry transform; Loy and Zelinsky, PAMI 2003). Works on a grid of 2.5 mm.
/// </summary>
internal static class HeartFinder
{
    internal const double GridMm = 2.5;
    private const double HeartBlurMm = 9,
        HeartShare = 0.4,
        MotionBlurMm = 3,
        DriftMm = 12,
        DriftSlices = 1.5,
        NearMm = 7.5;

    /// <summary>Finds the left ventricle in slices of one size.</summary>
    /// <param name="slices">Slices of one stack in their order, all of one image size, some with at least two frames.</param>
    /// <param name="crop">Says how large a pixel is where the slices do not.</param>
    /// <returns>Null if nothing moves.</returns>
    public static FoundHeart? Find(IReadOnlyList<CineSeries> slices, HeartCrop crop)
    {
        var spacing = crop.SpacingOf(slices[0]);
        var coarse = slices.Select(s => s.Frames.Select(f => Coarse(f.Image, spacing)).ToList()).ToList();
        var motion = HarmonicMotion.Of(coarse);
        var heart = GaussianBlur.Apply(Sum(motion, i => 1), HeartBlurMm / GridMm);
        var most = heart.Pixels.Max();
        if (!(most > 0))
            return null;
        var votes = coarse
            .Select(
                (frames, i) =>
                {
                    var moving = GaussianBlur.Apply(motion[i], MotionBlurMm / GridMm);
                    var weights = moving
                        .Pixels.Zip(heart.Pixels, (m, h) => MathF.Sqrt(m) * Math.Min(1, h / (float)(HeartShare * most)))
                        .ToArray();
                    return RadialVotes.Of(frames, new GrayImage(heart.Height, heart.Width, weights));
                }
            )
            .ToList();
        var common = Peak(Sum(votes, i => 1), near: null);
        var centres = slices.Select((_, slice) => Peak(Sum(votes, i => Gauss(i - slice, DriftSlices)), common)).ToList();
        return new FoundHeart(
            Fine(common, spacing),
            [.. centres.Select(c => Fine(c, spacing))],
            [.. votes.Select((v, i) => Highest(v, centres[i]))]
        );
    }

    private static GrayImage Coarse(GrayImage image, PixelSpacing spacing)
    {
        var (rows, columns) = (Cells(image.Height * spacing.RowMm), Cells(image.Width * spacing.ColumnMm));
        return AreaResampling.Cut(image, 0, 0, rows * GridMm / spacing.RowMm, columns * GridMm / spacing.ColumnMm, rows, columns);
    }

    private static int Cells(double lengthMm) => Math.Max(3, (int)Math.Round(lengthMm / GridMm));

    private static HeartCentre Fine(HeartCentre coarse, PixelSpacing spacing) =>
        new((coarse.Row + 0.5) * GridMm / spacing.RowMm - 0.5, (coarse.Column + 0.5) * GridMm / spacing.ColumnMm - 0.5);

    private static HeartCentre Peak(GrayImage votes, HeartCentre? near)
    {
        var (best, row, column) = (double.NegativeInfinity, 0, 0);
        for (var y = 0; y < votes.Height; y++)
        {
            for (var x = 0; x < votes.Width; x++)
            {
                var prior = near is null ? 1 : Gauss(near.DistanceTo(new HeartCentre(y, x)) * GridMm, DriftMm);
                if (votes[y, x] * prior > best)
                    (best, row, column) = (votes[y, x] * prior, y, x);
            }
        }

        return new HeartCentre(row, column);
    }

    private static double Highest(GrayImage votes, HeartCentre centre) =>
        votes.Pixels.Where((_, i) => centre.DistanceTo(new HeartCentre(i / votes.Width, i % votes.Width)) * GridMm <= NearMm).Max();

    private static GrayImage Sum(IReadOnlyList<GrayImage> images, Func<int, double> weight)
    {
        var sum = new float[images[0].Pixels.Length];
        foreach (var (k, image) in images.Index())
            for (var i = 0; i < sum.Length; i++)
                sum[i] += (float)weight(k) * image.Pixels[i];
        return new GrayImage(images[0].Height, images[0].Width, sum);
    }

    private static double Gauss(double x, double sigma) => Math.Exp(-0.5 * x * x / (sigma * sigma));
}
