namespace GanCmri.Imaging.Labels;

/// <summary>Finds the left ventricle's cavity among labels, whose numbers differ: 3 in ACDC, 1 in M&amp;Ms and ukbb_cardiac; 2 is the
/// myocardium in all of them.</summary>
internal static class CavityLabel
{
    private const int Myocardium = 2;

    /// <summary>The cavity's number: the only one, or the one whose border the myocardium shares most; null where neither tells.</summary>
    public static int? Of(IEnumerable<GrayImage> labels)
    {
        var border = new Dictionary<int, (long All, long Myocardium)>();
        foreach (var image in labels)
        {
            for (var y = 0; y < image.Height; y++)
            {
                for (var x = 0; x < image.Width; x++)
                {
                    var value = (int)MathF.Round(image[y, x]);
                    if (value == 0)
                        continue;
                    border.TryAdd(value, default);
                    Look(value, y, x - 1);
                    Look(value, y, x + 1);
                    Look(value, y - 1, x);
                    Look(value, y + 1, x);
                }
            }

            void Look(int value, int y, int x)
            {
                if (y < 0 || x < 0 || y >= image.Height || x >= image.Width)
                    return;
                var other = (int)MathF.Round(image[y, x]);
                if (other == value)
                    return;
                var (all, myocardium) = border[value];
                border[value] = (all + 1, myocardium + (other == Myocardium ? 1 : 0));
            }
        }

        if (border.Count == 1)
            return border.Keys.Single();
        return border.ContainsKey(Myocardium)
            ? border
                .Where(b => b.Key != Myocardium && b.Value.Myocardium > 0)
                .OrderByDescending(b => (double)b.Value.Myocardium / b.Value.All)
                .Select(b => (int?)b.Key)
                .FirstOrDefault()
            : null;
    }

    /// <summary>The region of one number.</summary>
    public static Mask Region(GrayImage labels, int value) =>
        new(labels.Height, labels.Width, Array.ConvertAll(labels.Pixels, v => (int)MathF.Round(v) == value));
}
