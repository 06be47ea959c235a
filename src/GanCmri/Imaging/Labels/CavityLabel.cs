namespace GanCmri.Imaging.Labels;

/// <summary>Finds the left ventricle's cavity among labels, whose numbers differ: 3 in ACDC, 1 in M&amp;Ms and ukbb_cardiac; 2 is the
/// myocardium in all of them.</summary>
internal static class CavityLabel
{
    /// <summary>The number of the myocardium.</summary>
    public const int Myocardium = 2;

    /// <summary>A region that the myocardium surrounds on more of its border than this is no right ventricle.</summary>
    public const double MostOfAVentricle = 0.45;

    /// <summary>The cavity's number: the only one, or the one whose border the myocardium shares most; null where neither tells.</summary>
    public static int? Of(IEnumerable<GrayImage> labels) => Of(Borders(labels));

    /// <summary>The same of borders that were measured before.</summary>
    public static int? Of(IReadOnlyDictionary<int, LabelBorder> border)
    {
        if (border.Count == 1)
            return border.Keys.Single();
        return border.ContainsKey(Myocardium)
            ? border
                .Where(b => b.Key != Myocardium && b.Value.Myocardium > 0)
                .OrderByDescending(b => b.Value.MyocardiumShare)
                .Select(b => (int?)b.Key)
                .FirstOrDefault()
            : null;
    }

    /// <summary>The border of each number's region.</summary>
    public static IReadOnlyDictionary<int, LabelBorder> Borders(IEnumerable<GrayImage> labels)
    {
        var border = new Dictionary<int, LabelBorder>();
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
                border[value] = new LabelBorder(all + 1, myocardium + (other == Myocardium ? 1 : 0));
            }
        }

        return border;
    }

    /// <summary>The region of one number.</summary>
    public static Mask Region(GrayImage labels, int value) =>
        new(labels.Height, labels.Width, Array.ConvertAll(labels.Pixels, v => (int)MathF.Round(v) == value));
}

/// <summary>The border of a region.</summary>
/// <param name="All">Its sides of pixels.</param>
/// <param name="Myocardium">Those towards the myocardium.</param>
internal readonly record struct LabelBorder(long All, long Myocardium)
{
    /// <summary>The share towards the myocardium, 0 to 1.</summary>
    public double MyocardiumShare => All == 0 ? 0 : (double)Myocardium / All;
}
