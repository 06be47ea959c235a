using GanCmri.Statistics;
using MathNet.Numerics.Random;

namespace GanCmri.Evaluation;

/// <summary>Draws patients of two sets, never single frames: frames of one heart are not independent.</summary>
internal static class PatientResampling
{
    /// <summary>
    /// An interval for a distance of two sets. Resamples with replacement hold fewer different patients than the sets themselves, which
    /// raises a Fréchet distance; so their spread is taken about their own mean and laid about the estimate.
    /// </summary>
    /// <param name="a">The first set.</param>
    /// <param name="b">The second set; patients that are in both are drawn for both together.</param>
    /// <param name="estimate">The distance of the sets themselves.</param>
    /// <param name="statistic">The distance with these patients (repeats wanted).</param>
    /// <param name="options">Resamples, level, seed.</param>
    public static Interval Interval(
        FeatureSet a,
        FeatureSet b,
        double estimate,
        Func<int[], int[], double> statistic,
        EvaluationOptions options
    )
    {
        if (options.Resamples == 0)
            return new Interval(double.NaN, double.NaN);
        var random = new Xoshiro256StarStar(options.Seed);
        var paired = a.IsPairedWith(b);
        var draws = Enumerable
            .Range(0, options.Resamples)
            .Select(_ => Draw(random, a.PatientCount))
            .Select(drawn => (A: drawn, B: paired ? drawn : Draw(random, b.PatientCount)))
            .ToArray();
        var replicates = new double[draws.Length];
        Parallel.For(0, draws.Length, r => replicates[r] = statistic(draws[r].A, draws[r].B));
        var sorted = replicates.Where(double.IsFinite).Order().ToArray();
        if (sorted.Length == 0)
            return new Interval(double.NaN, double.NaN);
        double tail = (1 - options.Level) / 2,
            shift = estimate - sorted.Average();
        return new Interval(Summary.QuantileOfSorted(sorted, tail) + shift, Summary.QuantileOfSorted(sorted, 1 - tail) + shift);
    }

    /// <summary>How often each patient is among the drawn.</summary>
    public static double[] Times(int[] drawn, int patients)
    {
        var times = new double[patients];
        foreach (var p in drawn)
            times[p]++;
        return times;
    }

    /// <summary>The patients in random order.</summary>
    public static int[] Shuffled(RandomSource random, int patients)
    {
        var order = Enumerable.Range(0, patients).ToArray();
        for (var i = patients - 1; i > 0; i--)
        {
            var j = random.Next(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }

    /// <summary>As many patients as there are, drawn with replacement.</summary>
    public static int[] Draw(RandomSource random, int patients) => [.. Enumerable.Range(0, patients).Select(_ => random.Next(patients))];
}
