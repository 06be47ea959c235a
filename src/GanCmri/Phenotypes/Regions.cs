namespace GanCmri.Phenotypes;

/// <summary>Connected regions (4 neighbours) of row-major maps.</summary>
internal static class Regions
{
    /// <summary>Numbers the regions from 1; 0 is outside. Returns the labels and the number of regions.</summary>
    public static int[] Label(ReadOnlySpan<bool> inside, int height, int width, out int count)
    {
        var labels = new int[inside.Length];
        var stack = new Stack<int>();
        count = 0;
        for (var start = 0; start < inside.Length; start++)
        {
            if (!inside[start] || labels[start] != 0)
                continue;
            labels[start] = ++count;
            stack.Push(start);
            while (stack.TryPop(out var i))
            {
                var (y, x) = (i / width, i % width);
                if (x > 0)
                    Visit(i - 1, inside, labels, stack, count);
                if (x + 1 < width)
                    Visit(i + 1, inside, labels, stack, count);
                if (y > 0)
                    Visit(i - width, inside, labels, stack, count);
                if (y + 1 < height)
                    Visit(i + width, inside, labels, stack, count);
            }
        }

        return labels;
    }

    /// <summary>Adds every pixel that the region encloses.</summary>
    public static void FillHoles(bool[] inside, int height, int width)
    {
        var labels = Label(Array.ConvertAll(inside, v => !v), height, width, out var count);
        var open = new bool[count + 1];
        for (var i = 0; i < labels.Length; i++)
        {
            var (y, x) = (i / width, i % width);
            if (y == 0 || x == 0 || y == height - 1 || x == width - 1)
                open[labels[i]] = true;
        }

        for (var i = 0; i < labels.Length; i++)
        {
            if (!open[labels[i]])
                inside[i] = true;
        }
    }

    /// <summary>The region grown by one pixel in eight directions.</summary>
    public static bool[] Grow(bool[] inside, int height, int width)
    {
        var grown = (bool[])inside.Clone();
        for (var i = 0; i < inside.Length; i++)
        {
            if (!inside[i])
                continue;
            var (y, x) = (i / width, i % width);
            for (var v = Math.Max(0, y - 1); v <= Math.Min(height - 1, y + 1); v++)
            {
                for (var u = Math.Max(0, x - 1); u <= Math.Min(width - 1, x + 1); u++)
                    grown[v * width + u] = true;
            }
        }

        return grown;
    }

    private static void Visit(int i, ReadOnlySpan<bool> inside, int[] labels, Stack<int> stack, int label)
    {
        if (!inside[i] || labels[i] != 0)
            return;
        labels[i] = label;
        stack.Push(i);
    }
}
