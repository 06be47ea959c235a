using GanCmri.Statistics.Regression;
using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Statistics.Choices;

/// <summary>
/// Strengths b of things compared in pairs: log odds of preferring i to j = b(i) - b(j), by maximum likelihood (Bradley and Terry 1952).
/// The first thing has strength 0, the others are told against it.
/// </summary>
internal static class BradleyTerry
{
    private const int MostSteps = 100;

    /// <summary>Fits strengths.</summary>
    /// <param name="things">How many are compared, at least 2.</param>
    /// <param name="preferences">The outcomes.</param>
    /// <param name="clusters"> Which outcomes belong together (a ranking, a reader), numbered from 0: cluster-robust errors with factor
    /// G/(G-1) and Student's t with G - 1 degrees of freedom. Null: as if all were independent, normal.
    /// </param>
    /// <returns>One coefficient for each thing but the first; null where a thing, or a group of things, always won or always lost: there is
    /// no finite strength (Ford 1957).</returns>
    public static IReadOnlyList<Coefficient>? Fit(int things, IReadOnlyList<Preference> preferences, IReadOnlyList<int>? clusters = null)
    {
        if (!IsConnected(things, preferences))
            return null;
        var b = Vector<double>.Build.Dense(things - 1);
        for (var i = 0; i < MostSteps; i++)
        {
            var step = Information(b, preferences).Cholesky().Solve(Score(b, preferences));
            var (size, start) = (1.0, LogLikelihood(b, preferences));
            while (size > 1e-6 && LogLikelihood(b + size * step, preferences) < start - 1e-12 * Math.Abs(start))
                size /= 2;
            b += size * step;
            if (step.InfinityNorm() < 1e-10)
                break;
        }

        var bread = Information(b, preferences).Inverse();
        var covariance = clusters is null ? bread : bread * Meat(b, preferences, clusters) * bread;
        var df = clusters is null ? double.PositiveInfinity : clusters.Distinct().Count() - 1.0;
        return [.. b.Select((v, i) => Coefficient.Of($"{i + 1}", v, covariance[i, i], df, 0.95))];
    }

    // Whether every thing is preferred to every other, over others perhaps.
    private static bool IsConnected(int things, IReadOnlyList<Preference> preferences)
    {
        var beats = new bool[things, things];
        foreach (var (winner, loser) in preferences)
            beats[winner, loser] = true;
        for (var over = 0; over < things; over++)
        for (var i = 0; i < things; i++)
        for (var j = 0; j < things; j++)
            beats[i, j] |= beats[i, over] && beats[over, j];
        return beats.Cast<bool>().All(v => v);
    }

    private static double Strength(Vector<double> b, int thing) => thing == 0 ? 0 : b[thing - 1];

    // The chance that this outcome did not have.
    private static double Surprise(Vector<double> b, Preference p) => LogOdds.Probability(Strength(b, p.Loser) - Strength(b, p.Winner));

    private static double LogLikelihood(Vector<double> b, IReadOnlyList<Preference> preferences) =>
        preferences.Sum(p => Math.Log(1 - Surprise(b, p)));

    private static void Add(Vector<double> score, Preference p, double value)
    {
        if (p.Winner > 0)
            score[p.Winner - 1] += value;
        if (p.Loser > 0)
            score[p.Loser - 1] -= value;
    }

    private static Vector<double> Score(Vector<double> b, IEnumerable<Preference> preferences)
    {
        var score = Vector<double>.Build.Dense(b.Count);
        foreach (var p in preferences)
            Add(score, p, Surprise(b, p));
        return score;
    }

    private static Matrix<double> Information(Vector<double> b, IReadOnlyList<Preference> preferences)
    {
        var information = Matrix<double>.Build.Dense(b.Count, b.Count);
        foreach (var p in preferences)
        {
            var contrast = Vector<double>.Build.Dense(b.Count);
            Add(contrast, p, 1);
            var surprise = Surprise(b, p);
            information += surprise * (1 - surprise) * contrast.OuterProduct(contrast);
        }

        return information;
    }

    private static Matrix<double> Meat(Vector<double> b, IReadOnlyList<Preference> preferences, IReadOnlyList<int> clusters)
    {
        var scores = preferences.Zip(clusters).GroupBy(p => p.Second, p => p.First).Select(g => Score(b, g)).ToArray();
        return scores.Aggregate(Matrix<double>.Build.Dense(b.Count, b.Count), (sum, s) => sum + s.OuterProduct(s))
            * (scores.Length / (scores.Length - 1.0));
    }
}
