namespace GanCmri.Statistics.Agreement;

/// <summary>
/// The correlation that two quantities would have without errors of measurement: r divided by the roots of their reliabilities (Spearman
/// 1904), with the interval of a bootstrap in which reliabilities are estimated again.
/// </summary>
/// <param name="R">As measured: the mean over pairs of columns.</param>
/// <param name="Corrected">Corrected; may exceed 1 by chance.</param>
/// <param name="Lower">Lower limit of the corrected one.</param>
/// <param name="Upper">Upper limit.</param>
/// <param name="Subjects">Independent units.</param>
internal sealed record CorrectedCorrelation(double R, double Corrected, double Lower, double Upper, int Subjects)
{
    /// <summary>Computes it.</summary>
    /// <param name="first">Repeated measurements of one quantity, a column a measurer; one column counts as without error.</param>
    /// <param name="second">Those of another.</param>
    /// <param name="options">Bootstrap.</param>
    /// <param name="clusters">What belongs together, one a row; null: rows are independent.</param>
    /// <exception cref="ArgumentException">Lengths differ, or there are too few complete rows.</exception>
    public static CorrectedCorrelation Of(
        IReadOnlyList<IReadOnlyList<double>> first,
        IReadOnlyList<IReadOnlyList<double>> second,
        BootstrapOptions? options = null,
        IReadOnlyList<int>? clusters = null
    )
    {
        IReadOnlyList<IReadOnlyList<double>> all = [.. first, .. second];
        if (first.Count == 0 || second.Count == 0 || all.Any(c => c.Count != all[0].Count))
            throw new ArgumentException("expected columns of one length of both quantities", nameof(first));
        int[] rows = [.. Enumerable.Range(0, all[0].Count).Where(i => all.All(c => double.IsFinite(c[i])))];
        if (rows.Length < 4)
            throw new ArgumentException($"expected four complete rows or more, found {rows.Length}", nameof(first));
        double[][] a = [.. first.Select(c => Array.ConvertAll(rows, i => c[i]))],
            b = [.. second.Select(c => Array.ConvertAll(rows, i => c[i]))];
        int[] units = [.. rows.Select((row, i) => clusters?[row] ?? i)];
        var interval = Bootstrap.Interval(units, drawn => Both(Drawn(a, drawn), Drawn(b, drawn)).Corrected, options);
        var (r, corrected) = Both(a, b);
        return new CorrectedCorrelation(r, corrected, interval.Lower, interval.Upper, interval.Units);
    }

    private static (double R, double Corrected) Both(double[][] a, double[][] b)
    {
        var r = a.Average(x => b.Average(y => Correlation.Pearson(x, y).R));
        return (r, r / Math.Sqrt(Of(a) * Of(b)));
    }

    private static double Of(double[][] columns) => columns.Length == 1 ? 1 : Math.Max(0, MeasurerVariance.Of(columns).Consistency);

    private static double[][] Drawn(double[][] columns, int[] rows) => Array.ConvertAll(columns, c => Array.ConvertAll(rows, i => c[i]));
}
