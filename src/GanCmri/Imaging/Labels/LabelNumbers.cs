namespace GanCmri.Imaging.Labels;

/// <summary>Which numbers of label maps stand for what; they differ between data sets (<see cref="CavityLabel"/>).</summary>
/// <param name="Cavity">The left ventricle's cavity.</param>
/// <param name="Myocardium">Its whole myocardium; null where it is not outlined, or other numbers may be parts of it (scar).</param>
/// <param name="Right">The right ventricle's cavity: the only other number beside a myocardium, if it lies apart from the left one; null
/// where there is none.</param>
internal sealed record LabelNumbers(int Cavity, int? Myocardium, int? Right)
{
    private const double MostAtTheCavity = 0.05; // valve planes and slips of the pen

    /// <summary>Finds them.</summary>
    /// <param name="labels">All planes of a label map.</param>
    /// <returns>Null where nothing tells the cavity.</returns>
    public static LabelNumbers? Of(IReadOnlyList<GrayImage> labels)
    {
        var borders = CavityLabel.Borders(labels);
        if (CavityLabel.Of(borders) is not { } cavity)
            return null;
        if (cavity == CavityLabel.Myocardium || !borders.ContainsKey(CavityLabel.Myocardium))
            return new LabelNumbers(cavity, null, null);
        int[] others = [.. borders.Keys.Where(n => n != cavity && n != CavityLabel.Myocardium)];
        // A scar lies within the myocardium, or from the cavity through it; a ventricle shares its septum with it.
        int? right =
            others is [var other]
            && borders[other].MyocardiumShare < CavityLabel.MostOfAVentricle
            && Sides(labels, other, cavity) <= MostAtTheCavity * borders[other].All
                ? other
                : null;
        return new LabelNumbers(cavity, others.Length == 0 || right is not null ? CavityLabel.Myocardium : null, right);
    }

    // Sides of pixels at which two numbers meet.
    private static long Sides(IReadOnlyList<GrayImage> labels, int one, int other)
    {
        var sides = 0L;
        foreach (var image in labels)
            for (var y = 0; y < image.Height; y++)
            for (var x = 0; x < image.Width; x++)
                sides += (x > 0 && Meet(image[y, x], image[y, x - 1]) ? 1 : 0) + (y > 0 && Meet(image[y, x], image[y - 1, x]) ? 1 : 0);
        return sides;

        bool Meet(float a, float b)
        {
            var (p, q) = ((int)MathF.Round(a), (int)MathF.Round(b));
            return (p == one && q == other) || (p == other && q == one);
        }
    }

    /// <summary>The area of a number, px; NaN where it is null.</summary>
    public static double AreaPx(GrayImage labels, int? number) =>
        number is { } known ? labels.Pixels.Count(v => (int)MathF.Round(v) == known) : double.NaN;
}
