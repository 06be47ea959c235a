using GanCmri.Statistics.Regression;

namespace GanCmri.Statistics.Association;

/// <summary>A test with what may be exchanged under its hypothesis: rows, or whole clusters of one size.</summary>
internal sealed class PermutedTest
{
    private readonly FreedmanLane _model;
    private readonly int[][][] _exchangeable;
    private readonly int _rows;

    /// <summary>Prepares one.</summary>
    /// <param name="model">The model.</param>
    /// <param name="rows">Rows of the table the model uses.</param>
    /// <param name="clusters">Cluster of each of them; null for none.</param>
    public PermutedTest(FreedmanLane model, int[] rows, int[]? clusters)
    {
        (_model, _rows) = (model, rows.Length);
        var units = Enumerable.Range(0, rows.Length).GroupBy(i => clusters?[i] ?? i).Select(g => g.ToArray());
        _exchangeable = [.. units.GroupBy(u => u.Length).Select(g => g.ToArray())];
        // A unit is drawn by its cluster, or its place in the table, so that all phenotypes are exchanged alike.
        KeyOf = clusters is null ? i => rows[i] : i => clusters[i];
    }

    /// <summary>Units that have no other of their size and so stay in place.</summary>
    public int Fixed => _exchangeable.Where(g => g.Length == 1).Sum(g => g.Length);

    /// <summary>Units.</summary>
    public int Units => _exchangeable.Sum(g => g.Length);

    /// <summary>ln p as the rows are.</summary>
    public double Observed => _model.Observed;

    private Func<int, int> KeyOf { get; }

    /// <summary>ln p with the units in the order of random keys.</summary>
    /// <param name="keys">A random number for each row of the table, or cluster.</param>
    public double LnP(double[] keys)
    {
        var order = new int[_rows];
        foreach (var group in _exchangeable)
        {
            var drawn = group.OrderBy(unit => keys[KeyOf(unit[0])]).ToArray();
            for (var u = 0; u < group.Length; u++)
            for (var i = 0; i < group[u].Length; i++)
                order[group[u][i]] = drawn[u][i];
        }

        return _model.LnP(order);
    }
}
