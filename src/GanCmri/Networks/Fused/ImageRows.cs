namespace GanCmri.Networks.Fused;

/// <summary>An image enlarged twofold by the low-pass filter 1, 3, 3, 1.</summary>
internal static unsafe class ImageRows
{
    /// <summary>The way back: gradients [2 side, 2 side] of the enlarged image to those of the image, [side, side].</summary>
    public static void Back(float* enlarged, int side, float* to)
    {
        for (var row = 0; row < side; row++)
        for (var column = 0; column < side; column++)
        {
            var sum = 0f;
            for (var i = -1; i <= 2; i++)
            for (var j = -1; j <= 2; j++)
            {
                var (r, c) = (2 * row + i, 2 * column + j);
                if ((uint)r < (uint)(2 * side) && (uint)c < (uint)(2 * side))
                    sum += Weight(i) * Weight(j) * enlarged[(long)r * 2 * side + c];
            }

            to[row * side + column] = sum;
        }

        static float Weight(int offset) => offset is 0 or 1 ? 0.75f : 0.25f;
    }

    /// <summary>Adds one row of the enlarged image.</summary>
    /// <param name="image">[side, side].</param>
    /// <param name="side">Height and width before.</param>
    /// <param name="row">Which row afterwards.</param>
    /// <param name="to">[2 side].</param>
    public static void AddEnlarged(float* image, int side, int row, float* to)
    {
        // An even row lies a quarter above its own line, an odd one below.
        var near = image + row / 2 * side;
        var other = row / 2 + (row % 2 == 0 ? -1 : 1);
        var far = (uint)other < (uint)side ? image + other * side : null;
        float before = 0,
            here = At(0);
        for (var column = 0; column < side; column++)
        {
            var after = column + 1 < side ? At(column + 1) : 0;
            to[2 * column] += 0.75f * here + 0.25f * before;
            to[2 * column + 1] += 0.75f * here + 0.25f * after;
            (before, here) = (here, after);
        }

        float At(int column) => 0.75f * near[column] + (far is null ? 0 : 0.25f * far[column]);
    }
}
