namespace GanCmri.Statistics.Regression;

/// <summary>Maxima with one coefficient held at values, each climbed from the nearest one known; where that fails, by values
/// between.</summary>
/// <param name="best">The coefficient at the maximum of all.</param>
/// <param name="top">That maximum.</param>
/// <param name="climb">The maximum at a value, from another; null where it is not found.</param>
internal sealed class HeldPath<T>(double best, T top, Func<T, double, T?> climb)
    where T : class
{
    private const int MostHalvings = 12;

    private readonly SortedList<double, T> _known = new() { [best] = top };

    /// <summary>The maximum at a value; null where it is not found.</summary>
    public T? At(double value) => At(value, MostHalvings);

    private T? At(double value, int halvings)
    {
        var near = _known.Keys.MinBy(k => Math.Abs(k - value));
        if (near == value)
            return _known[near];
        if (climb(_known[near], value) is { } found)
            return _known[value] = found;
        return halvings > 0 && At((near + value) / 2, halvings - 1) is not null ? At(value, halvings - 1) : null;
    }
}
