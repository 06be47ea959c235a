using GanCmri.Formats.Tables;
using GanCmri.Imaging;
using GanCmri.Runtime;

namespace GanCmri.Phenotypes;

/// <summary>Writes the thickness of the wall in six sectors of each slice at end-diastole.</summary>
internal static class WallTable
{
    private static readonly IReadOnlyList<WallColumn> Sectors =
    [
        new("wall_anterior_mm", w => w.AnteriorMm),
        new("wall_anteroseptal_mm", w => w.AnteroseptalMm),
        new("wall_inferoseptal_mm", w => w.InferoseptalMm),
        new("wall_inferior_mm", w => w.InferiorMm),
        new("wall_inferolateral_mm", w => w.InferolateralMm),
        new("wall_anterolateral_mm", w => w.AnterolateralMm),
    ];

    /// <summary>The columns of thicknesses.</summary>
    public static IEnumerable<string> Columns => Sectors.Select(s => s.Name);

    /// <summary>One row a cine; level says in which third of the ventricle it lies, where a stack tells.</summary>
    /// <param name="path">The table.</param>
    /// <param name="stacks">The cines of each stack, all of them.</param>
    /// <param name="hasSource">Whether there is a column source, synthetic or real.</param>
    /// <exception cref="InputException">The place cannot be written.</exception>
    public static void Write(string path, IEnumerable<IReadOnlyList<MeasuredCine>> stacks, bool hasSource = false)
    {
        IReadOnlyList<MeasuredCine>[] all = [.. stacks];
        MeasuredCine[] cines = [.. all.SelectMany(s => s)];
        var levels = all.SelectMany(Levels).ToDictionary(l => l.Key, l => l.Value);
        var table = new TableWriter<MeasuredCine>()
            .Text("subject", c => c.Subject)
            .Text("study", c => c.Study)
            .Text("series", c => c.Series)
            .Count("slice", c => c.Slice)
            .Text("level", c => levels.GetValueOrDefault(c, ""))
            .Numbers(Sectors, s => s.Name, (c, s) => c.WallAtEd is { } wall ? Math.Round(s.Of(wall), 3) : double.NaN);
        PhenotypeTables.Sourced(table, hasSource, c => c.HasSynthetic).Save(path, cines);
    }

    // Thirds of the short-axis slices with a cavity at ED; the base is the end with the larger cavities.
    private static IEnumerable<KeyValuePair<MeasuredCine, string>> Levels(IReadOnlyList<MeasuredCine> stack)
    {
        MeasuredCine[] placed =
        [
            .. stack
                .Where(c => c.SliceLocationMm is not null && c.Cine.EdaPx > 0 && !c.Doubts.Contains(CineDoubts.Plane))
                .OrderBy(c => c.SliceLocationMm),
        ];
        if (placed.Length < 3 || placed.DistinctBy(c => c.SliceLocationMm).Count() < placed.Length)
            return [];
        if (placed[..(placed.Length / 3)].Average(c => c.Cine.EdaPx) < placed[^(placed.Length / 3)..].Average(c => c.Cine.EdaPx))
            Array.Reverse(placed);
        string[] names = ["basal", "mid", "apical"];
        return placed.Select((c, i) => KeyValuePair.Create(c, names[3 * i / placed.Length]));
    }

    private sealed record WallColumn(string Name, Func<WallSegments, double> Of);
}
