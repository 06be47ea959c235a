namespace GanCmri.Imaging;

/// <summary>Resampling by area: every output pixel is the mean of the input under it, so shrinking does not alias and sums are
/// kept.</summary>
internal static class AreaResampling
{
    /// <summary>Cuts a rectangle, in pixels of the source (it may reach beyond it; 0 there), and resamples it.</summary>
    /// <param name="source">The image.</param>
    /// <param name="top">Upper edge; 0 is the upper edge of row 0.</param>
    /// <param name="left">Left edge.</param>
    /// <param name="height">Height of the rectangle, source pixels.</param>
    /// <param name="width">Width of the rectangle, source pixels.</param>
    /// <param name="rows">Rows of the result.</param>
    /// <param name="columns">Columns of the result.</param>
    public static GrayImage Cut(GrayImage source, double top, double left, double height, double width, int rows, int columns)
    {
        var (vertical, horizontal) = (Weights(top, height, rows, source.Height), Weights(left, width, columns, source.Width));
        var narrow = new float[source.Height * columns];
        for (var y = 0; y < source.Height; y++)
        {
            var line = source.Pixels.AsSpan(y * source.Width, source.Width);
            for (var x = 0; x < columns; x++)
                narrow[y * columns + x] = Mean(horizontal[x], line, 1);
        }

        var result = new float[rows * columns];
        for (var x = 0; x < columns; x++)
        {
            var column = narrow.AsSpan(x);
            for (var y = 0; y < rows; y++)
                result[y * columns + x] = Mean(vertical[y], column, columns);
        }

        return new GrayImage(rows, columns, result);
    }

    private static float Mean(Taps taps, ReadOnlySpan<float> values, int stride)
    {
        var sum = 0.0;
        for (var i = 0; i < taps.Weights.Length; i++)
            sum += taps.Weights[i] * values[(taps.First + i) * stride];
        return (float)sum;
    }

    private static Taps[] Weights(double start, double length, int count, int limit)
    {
        var step = length / count;
        return [.. Enumerable.Range(0, count).Select(i => Taps.Over(start + i * step, start + (i + 1) * step, limit))];
    }

    private sealed record Taps(int First, double[] Weights)
    {
        public static Taps Over(double from, double to, int limit)
        {
            var (first, last) = (Math.Max(0, (int)Math.Floor(from)), Math.Min(limit, (int)Math.Ceiling(to)));
            if (last <= first)
                return new Taps(0, []);
            return new Taps(
                first,
                [.. Enumerable.Range(first, last - first).Select(i => Math.Max(0, Math.Min(i + 1, to) - Math.Max(i, from)) / (to - from))]
            );
        }
    }
}
