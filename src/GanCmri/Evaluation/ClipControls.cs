using GanCmri.Imaging;
using MathNet.Numerics.Random;

namespace GanCmri.Evaluation;

/// <summary>Makes the controls.</summary>
internal static class ClipControls
{
    /// <summary>Spoils a cine.</summary>
    /// <param name="control">How.</param>
    /// <param name="cine">The cine, left as it is.</param>
    /// <param name="seed">Of the random order.</param>
    public static CineSeries Apply(ClipControl control, CineSeries cine, int seed) =>
        cine with
        {
            Frames = control switch
            {
                ClipControl.Frozen => [.. cine.Frames.Select(f => f with { Image = cine.Frames[0].Image })],
                ClipControl.Shuffled => InOrder(cine, PatientResampling.Shuffled(new Xoshiro256StarStar(seed), cine.Frames.Count)),
                ClipControl.Reversed => InOrder(cine, [.. Enumerable.Range(0, cine.Frames.Count).Reverse()]),
                ClipControl.Mirrored => [.. cine.Frames.Select(f => f with { Image = Mirror(f.Image) })],
                ClipControl.Blurred => [.. cine.Frames.Select(f => f with { Image = Blur(f.Image) })],
                _ => throw new ArgumentOutOfRangeException(nameof(control)),
            },
        };

    private static CineFrame[] InOrder(CineSeries cine, int[] order) =>
        [.. cine.Frames.Select((f, i) => f with { Image = cine.Frames[order[i]].Image })];

    private static GrayImage Mirror(GrayImage image) =>
        new(
            image.Height,
            image.Width,
            [.. Enumerable.Range(0, image.Pixels.Length).Select(i => image[i / image.Width, image.Width - 1 - i % image.Width])]
        );

    private static GrayImage Blur(GrayImage image)
    {
        var darkest = image.Pixels.Min(); // The blur takes the border for 0: make that the background.
        var lifted = new GrayImage(image.Height, image.Width, Array.ConvertAll(image.Pixels, v => v - darkest));
        var blurred = GaussianBlur.Apply(lifted, image.Height / 50.0);
        return new GrayImage(image.Height, image.Width, Array.ConvertAll(blurred.Pixels, v => v + darkest));
    }
}
