using GanCmri.Imaging;
using GanCmri.Phenotypes;

namespace GanCmri.Studio.Cines;

/// <summary>A cavity as it is drawn and as it is counted.</summary>
/// <param name="Mask">Its pixels.</param>
/// <param name="Shares">How much of each pixel counts, 0 to 255 for none to all; their sum is the area, finer than whole pixels.</param>
internal sealed record SoftOutline(Mask Mask, byte[] Shares)
{
    private const double Same = 1e-4;

    /// <summary>As the network found it: its probabilities are the shares.</summary>
    public static SoftOutline Of(Segmentation found) => new(found.Cavity, Array.ConvertAll(found.CavityProbability.Pixels, Share));

    /// <summary>Of whole pixels.</summary>
    public static SoftOutline Of(Mask mask) => new(mask, Array.ConvertAll(mask.Inside, i => i ? byte.MaxValue : byte.MinValue));

    /// <summary>The shares as probabilities.</summary>
    public GrayImage Probability => new(Mask.Height, Mask.Width, Array.ConvertAll(Shares, s => s / (float)byte.MaxValue));

    /// <summary>The same with its line drawn anew. Pixels whose nearest part of the line was moved count by how much of them the new line
    /// encloses; the others count as before.</summary>
    /// <param name="corners">The new line, closed.</param>
    /// <returns>Null where no part of it was moved.</returns>
    public SoftOutline? Redrawn(IReadOnlyList<PolygonPoint> corners)
    {
        var (height, width) = (Mask.Height, Mask.Width);
        PolygonPoint[] line = [.. MaskOutline.Of(Mask).Chunk(2).Select(c => new PolygonPoint(c[0], c[1]))];
        var (before, after) = (Polygon.Coverage(line, height, width), Polygon.Coverage(corners, height, width));
        var isMoved = new bool?[before.Length];
        for (var i = 0; i < before.Length; i++)
        {
            if (Differ(before[i], after[i]))
                isMoved[i] = true;
            else if (Neighbours(i).Any(n => Differ(before[i], before[n])) && !Neighbours(i).Any(n => Differ(before[n], after[n])))
                isMoved[i] = false;
        }

        if (!isMoved.Contains(true))
            return null;
        Spread(isMoved);
        var (inside, shares) = ((bool[])Mask.Inside.Clone(), (byte[])Shares.Clone());
        for (var i = 0; i < inside.Length; i++)
        {
            if (isMoved[i] == true)
                (inside[i], shares[i]) = (after[i] >= 0.5, Share(after[i]));
        }

        return new SoftOutline(new Mask(height, width, inside), shares);
    }

    private static bool Differ(float a, float b) => Math.Abs(a - b) > Same;

    private static byte Share(float part) => (byte)Math.Clamp(MathF.Round(part * byte.MaxValue), 0, byte.MaxValue);

    // To every pixel what the nearest that knows it has.
    private void Spread(bool?[] known)
    {
        var queue = new Queue<int>(Enumerable.Range(0, known.Length).Where(i => known[i] is not null));
        while (queue.TryDequeue(out var i))
        {
            foreach (var n in Neighbours(i).Where(n => known[n] is null))
            {
                known[n] = known[i];
                queue.Enqueue(n);
            }
        }
    }

    private IEnumerable<int> Neighbours(int i)
    {
        var x = i % Mask.Width;
        if (x > 0)
            yield return i - 1;
        if (x + 1 < Mask.Width)
            yield return i + 1;
        if (i >= Mask.Width)
            yield return i - Mask.Width;
        if (i + Mask.Width < Mask.Inside.Length)
            yield return i + Mask.Width;
    }
}
