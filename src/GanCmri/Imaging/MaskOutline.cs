namespace GanCmri.Imaging;

/// <summary>The outline of a mask as a closed line, for drawing over enlarged pictures and for correcting by hand.</summary>
internal static class MaskOutline
{
    private const int SmoothingRounds = 2;

    /// <summary>Corners of the longest outline, smoothed; (0, 0) is the centre of the first pixel.</summary>
    /// <param name="mask">One region; of several, the one with the longest outline.</param>
    /// <returns>x and y in turn; empty for an empty mask.</returns>
    public static float[] Of(Mask mask)
    {
        var next = Edges(mask);
        List<(int X, int Y)> longest = [];
        while (next.Count > 0)
        {
            List<(int X, int Y)> loop = [];
            var at = next.Keys.First();
            for (var came = at; next.TryGetValue(at, out var ways); )
            {
                loop.Add(at);
                // Where two pixels touch at a corner, on to the other one: what touches has one outline.
                var on = ways.MaxBy(w => (at.X - came.X) * (at.Y - w.Y) - (at.Y - came.Y) * (at.X - w.X));
                ways.Remove(on);
                if (ways.Count == 0)
                    next.Remove(at);
                (came, at) = (at, on);
            }

            if (loop.Count > longest.Count)
                longest = loop;
        }

        (float X, float Y)[] line = [.. longest.Select(p => (p.X - .5f, p.Y - .5f))];
        for (var round = 0; round < SmoothingRounds; round++)
        {
            line =
            [
                .. line.Select((p, i) => (Before: line[(i + line.Length - 1) % line.Length], At: p, After: line[(i + 1) % line.Length]))
                    .Select(t => ((t.Before.X + 2 * t.At.X + t.After.X) / 4, (t.Before.Y + 2 * t.At.Y + t.After.Y) / 4)),
            ];
        }

        return [.. line.SelectMany(p => new[] { p.X, p.Y })];
    }

    // From each corner of a border pixel to the next, the inside on the right; where two pixels touch at a corner, there are two ways.
    private static Dictionary<(int X, int Y), List<(int X, int Y)>> Edges(Mask mask)
    {
        var next = new Dictionary<(int X, int Y), List<(int X, int Y)>>();
        void Add((int X, int Y) from, (int X, int Y) to)
        {
            if (next.TryGetValue(from, out var ways))
                ways.Add(to);
            else
                next[from] = [to];
        }

        bool Inside(int y, int x) => y >= 0 && x >= 0 && y < mask.Height && x < mask.Width && mask[y, x];
        for (var y = 0; y < mask.Height; y++)
        {
            for (var x = 0; x < mask.Width; x++)
            {
                if (!mask[y, x])
                    continue;
                if (!Inside(y - 1, x))
                    Add((x, y), (x + 1, y));
                if (!Inside(y, x + 1))
                    Add((x + 1, y), (x + 1, y + 1));
                if (!Inside(y + 1, x))
                    Add((x + 1, y + 1), (x, y + 1));
                if (!Inside(y, x - 1))
                    Add((x, y + 1), (x, y));
            }
        }

        return next;
    }
}
