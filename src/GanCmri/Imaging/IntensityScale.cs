namespace GanCmri.Imaging;

/// <summary>Maps scanner counts to [-1, 1]: <see cref="Low"/> to -1, <see cref="High"/> and all above to 1.</summary>
/// <param name="Low">0, or the lowest value where a source has negative ones.</param>
/// <param name="High">The 99.5th percentile of a series; above <paramref name="Low"/>.</param>
internal sealed record IntensityScale(float Low, float High)
{
    /// <summary>The share of pixels at or below <see cref="High"/>.</summary>
    public const double Percentile = 0.995;

    /// <summary>The scale common to the frames of one series, so that brightness stays comparable over the beat.</summary>
    /// <returns>Null if the frames are empty: no pixel above the lowest.</returns>
    public static IntensityScale? Of(IEnumerable<GrayImage> frames)
    {
        var values = frames.SelectMany(f => f.Pixels).ToArray();
        Array.Sort(values);
        if (values.Length == 0)
            return null;
        var (low, high) = (Math.Min(0, values[0]), values[(int)Math.Round(Percentile * (values.Length - 1))]);
        if (high <= low)
            high = values[^1];
        return high > low ? new IntensityScale(low, high) : null;
    }

    /// <summary>The scale of pictures that are crops already: their bytes as they are; more than 8 bits by the series, as scanners'
    /// counts.</summary>
    public static IntensityScale? OfPictures(IEnumerable<GrayImage> frames)
    {
        var images = frames.ToArray();
        return images.All(f => f.Pixels.Max() <= byte.MaxValue) ? new IntensityScale(0, byte.MaxValue) : Of(images);
    }

    /// <summary>Scales one image to [-1, 1].</summary>
    public GrayImage Apply(GrayImage image)
    {
        var factor = 2f / (High - Low);
        return new GrayImage(image.Height, image.Width, Array.ConvertAll(image.Pixels, v => Math.Clamp((v - Low) * factor - 1, -1f, 1f)));
    }
}
