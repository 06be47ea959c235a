namespace GanCmri.Imaging.Hearts;

/// <summary>Where the heart is in one series, and how that is known.</summary>
/// <param name="Series">The series.</param>
/// <param name="Centre">The centre; null if nothing tells it.</param>
/// <param name="Evidence">Where no mask tells: the slice's evidence of a left ventricle as a share of the stack's best; else null.</param>
internal sealed record LocatedSeries(CineSeries Series, HeartCentre? Centre, double? Evidence);

/// <summary>Locates the heart in each slice of a stack: by the slice's masks, by those of the stack, or else by motion.</summary>
internal static class HeartLocator
{
    /// <summary>Locates every series of a stack, in its order.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="crop">How it will be cut: the size that it takes for a pixel counts where the series tell none.</param>
    public static IReadOnlyList<LocatedSeries> Locate(IReadOnlyList<CineSeries> stack, HeartCrop crop)
    {
        var byMasks = stack.ToDictionary(s => s, s => HeartCentre.OfMasks(s.Frames.Select(f => f.LvCavity).OfType<Mask>()));
        var common = stack.GroupBy(Size).SelectMany(g => LocateUnmarked([.. g], byMasks, crop)).ToDictionary(l => l.Series);
        return [.. stack.Select(s => common[s])];
    }

    private static IEnumerable<LocatedSeries> LocateUnmarked(
        List<CineSeries> slices,
        Dictionary<CineSeries, HeartCentre?> byMasks,
        HeartCrop crop
    )
    {
        var marked = slices.Select(s => byMasks[s]).OfType<HeartCentre>().ToList();
        if (marked.Count > 0)
        {
            var mean = new HeartCentre(marked.Average(c => c.Row), marked.Average(c => c.Column));
            return slices.Select(s => new LocatedSeries(s, byMasks[s] ?? mean, null));
        }

        var found = HeartFinder.Find(slices, crop);
        return slices.Select((s, i) => new LocatedSeries(s, found?.Centres[i], found?.ShareOfBest(i)));
    }

    private static (int Height, int Width) Size(CineSeries series) => (series.Frames[0].Image.Height, series.Frames[0].Image.Width);
}
