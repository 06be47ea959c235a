namespace GanCmri.Imaging;

/// <summary>Makes subject, study, series name and slice together unique, so that no row of a table stands for two cines.</summary>
internal static class CineKeys
{
    /// <summary>The same stacks; where a key was there before, the series gets a name of its own.</summary>
    public static IEnumerable<CineStack> MakeUnique(IEnumerable<CineStack> stacks)
    {
        var seen = new HashSet<CineId>();
        return stacks.Select(stack => stack with { Series = [.. stack.Series.Select(s => Named(s, seen))] });
    }

    private static CineSeries Named(CineSeries series, HashSet<CineId> seen)
    {
        var named = series;
        for (var n = 2; !seen.Add(new CineId(named.Subject, named.Study, named.Name, named.Slice)); n++)
            named = series with { Name = FormattableString.Invariant($"{(series.Name.Length > 0 ? series.Name : "repeat")}-{n}") };
        return named;
    }
}
