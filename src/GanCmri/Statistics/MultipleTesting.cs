namespace GanCmri.Statistics;

/// <summary>p values adjusted for the number of tests. Tests that were not possible (NaN) stay NaN and are not counted.</summary>
public static class MultipleTesting
{
    /// <summary>q values of Benjamini and Hochberg (1995): false discovery rate for independent or positively dependent tests.</summary>
    public static double[] BenjaminiHochberg(IReadOnlyList<double> p) => StepUp(p, _ => 1);

    /// <summary>q values of Benjamini and Yekutieli (2001): false discovery rate under any dependence.</summary>
    public static double[] BenjaminiYekutieli(IReadOnlyList<double> p) => StepUp(p, m => Enumerable.Range(1, m).Sum(i => 1.0 / i));

    /// <summary>Bonferroni: p times the number of tests; family-wise error under any dependence.</summary>
    public static double[] Bonferroni(IReadOnlyList<double> p)
    {
        var tests = p.Count(v => !double.IsNaN(v));
        return [.. p.Select(v => Math.Min(1, v * tests))];
    }

    /// <summary>Holm (1979): never less powerful than Bonferroni.</summary>
    public static double[] Holm(IReadOnlyList<double> p)
    {
        var order = Ordered(p);
        var adjusted = Blank(p);
        var worst = 0.0;
        for (var rank = 0; rank < order.Length; rank++)
        {
            worst = Math.Max(worst, p[order[rank]] * (order.Length - rank));
            adjusted[order[rank]] = Math.Min(1, worst);
        }

        return adjusted;
    }

    private static double[] StepUp(IReadOnlyList<double> p, Func<int, double> penalty)
    {
        var order = Ordered(p);
        var adjusted = Blank(p);
        var factor = penalty(order.Length);
        var best = 1.0;
        for (var rank = order.Length; rank >= 1; rank--)
        {
            best = Math.Min(best, p[order[rank - 1]] * (factor * order.Length / rank));
            adjusted[order[rank - 1]] = best;
        }

        return adjusted;
    }

    private static int[] Ordered(IReadOnlyList<double> p) =>
        [.. Enumerable.Range(0, p.Count).Where(i => !double.IsNaN(p[i])).OrderBy(i => p[i])];

    private static double[] Blank(IReadOnlyList<double> p)
    {
        var blank = new double[p.Count];
        Array.Fill(blank, double.NaN);
        return blank;
    }
}
