namespace GanCmri.Statistics.Agreement;

/// <summary>Mean squares of n subjects measured by k measurers each, none missing, and the intraclass correlations of one measurement that
/// they give (Shrout and Fleiss 1979).</summary>
/// <param name="N">Subjects, two or more.</param>
/// <param name="K">Measurers, two or more.</param>
/// <param name="Subjects">Mean square between subjects.</param>
/// <param name="Measurers">Mean square between measurers.</param>
/// <param name="Error">Mean square of the rest.</param>
internal sealed record MeasurerVariance(int N, int K, double Subjects, double Measurers, double Error)
{
    /// <summary>ICC(2,1): measurers stand for others, and their bias counts as disagreement.</summary>
    public double Agreement => (Subjects - Error) / (Subjects + (K - 1) * Error + K * (Measurers - Error) / N);

    /// <summary>ICC(3,1): these measurers, their bias left out.</summary>
    public double Consistency => (Subjects - Error) / (Subjects + (K - 1) * Error);

    /// <summary>Computes them.</summary>
    /// <param name="columns">One array a measurer, one finite value a subject.</param>
    public static MeasurerVariance Of(IReadOnlyList<double[]> columns)
    {
        int n = columns[0].Length,
            k = columns.Count;
        double[] means = [.. columns.Select(c => c.Average())];
        var grand = means.Average();
        double between = 0,
            total = 0;
        for (var i = 0; i < n; i++)
        {
            var sum = 0.0;
            foreach (var column in columns)
            {
                sum += column[i];
                total += Square(column[i] - grand);
            }

            between += k * Square(sum / k - grand);
        }

        var measurers = n * means.Sum(m => Square(m - grand));
        return new MeasurerVariance(
            n,
            k,
            between / (n - 1),
            measurers / (k - 1),
            Math.Max(0, total - between - measurers) / ((n - 1.0) * (k - 1))
        );
    }

    private static double Square(double v) => v * v;
}
