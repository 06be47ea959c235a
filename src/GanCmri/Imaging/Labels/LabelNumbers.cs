namespace GanCmri.Imaging.Labels;

/// <summary>Which numbers of label maps stand for what; they differ between data sets (<see cref="CavityLabel"/>).</summary>
/// <param name="Cavity">The left ventricle's cavity.</param>
/// <param name="Myocardium">Its myocardium; null where it is not outlined.</param>
/// <param name="Right">The right ventricle's cavity: the only other number beside a myocardium; null where there is none, or several
/// (scar).</param>
internal sealed record LabelNumbers(int Cavity, int? Myocardium, int? Right)
{
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
        // A scar lies within the myocardium; a ventricle shares its septum with it.
        return new LabelNumbers(
            cavity,
            CavityLabel.Myocardium,
            others is [var right] && borders[right].MyocardiumShare < CavityLabel.MostOfAVentricle ? right : null
        );
    }

    /// <summary>The area of a number, px; NaN where it is null.</summary>
    public static double AreaPx(GrayImage labels, int? number) =>
        number is { } known ? labels.Pixels.Count(v => (int)MathF.Round(v) == known) : double.NaN;
}
