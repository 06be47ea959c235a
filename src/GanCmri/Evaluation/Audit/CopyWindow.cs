using System.Numerics;
using GanCmri.Imaging;

namespace GanCmri.Evaluation.Audit;

/// <summary>Squares cut out of pictures, so that their dot product is the correlation.</summary>
internal static class CopyWindow
{
    /// <summary>The picture less a margin all round, from (top, left), with mean 0 and norm 1 (all 0 where the picture is flat).</summary>
    public static float[] Cut(GrayImage image, int top, int left, int margin)
    {
        var side = image.Height - 2 * margin;
        var window = new float[side * side];
        for (var y = 0; y < side; y++)
            image.Pixels.AsSpan((top + y) * image.Width + left, side).CopyTo(window.AsSpan(y * side));
        double sum = 0,
            squares = 0;
        foreach (var value in window)
            sum += value;
        var mean = (float)(sum / window.Length);
        for (var i = 0; i < window.Length; i++)
        {
            window[i] -= mean;
            squares += window[i] * (double)window[i];
        }

        var factor = squares > 1e-20 ? (float)(1 / Math.Sqrt(squares)) : 0;
        for (var i = 0; i < window.Length; i++)
            window[i] *= factor;
        return window;
    }

    /// <summary>One over the norm of each such square less its mean, at every shift, row by row; 0 where it is flat.</summary>
    public static float[] Factors(GrayImage image, int margin)
    {
        int shifts = 2 * margin + 1,
            side = image.Height - 2 * margin;
        var factors = new float[shifts * shifts];
        for (var k = 0; k < factors.Length; k++)
        {
            double sum = 0,
                squares = 0;
            for (var y = 0; y < side; y++)
            {
                foreach (var value in image.Pixels.AsSpan((k / shifts + y) * image.Width + k % shifts, side))
                {
                    sum += value;
                    squares += value * (double)value;
                }
            }

            var rest = squares - sum * sum / (side * side);
            factors[k] = rest > 1e-12 * squares && rest > 1e-20 ? (float)(1 / Math.Sqrt(rest)) : 0;
        }

        return factors;
    }

    /// <summary>The correlation of a cut square with the square of a picture at (top, left), whose <see cref="Factors"/> is
    /// given.</summary>
    public static float Correlation(float[] window, GrayImage image, int top, int left, int side, float factor)
    {
        var sum = 0f;
        for (var y = 0; y < side; y++)
            sum += Dot(window.AsSpan(y * side, side), image.Pixels.AsSpan((top + y) * image.Width + left, side));
        return sum * factor;
    }

    /// <summary>TensorPrimitives.Dot starts where memory is aligned, so that its rounding depends on where an array lies; this does
    /// not.</summary>
    public static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sums = Vector<float>.Zero;
        var i = 0;
        for (; i <= a.Length - Vector<float>.Count; i += Vector<float>.Count)
            sums += new Vector<float>(a[i..]) * new Vector<float>(b[i..]);
        var sum = Vector.Sum(sums);
        for (; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }
}
