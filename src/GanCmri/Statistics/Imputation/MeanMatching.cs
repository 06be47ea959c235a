using GanCmri.Runtime;
using GanCmri.Statistics.Regression;
using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Statistics.Imputation;

/// <summary>Predictive mean matching (Little 1988; type 1 of van Buuren 2018, section 3.4): a missing number is that of one of the 5 rows
/// of nearest prediction.</summary>
internal static class MeanMatching
{
    private const int Donors = 5;

    /// <summary>Draws the missing values of a variable.</summary>
    public static double[] Draw(ImputedVariable variable, IReadOnlyList<double[]> others, RandomStream random)
    {
        int[] known = variable.Known,
            missing = variable.Missing;
        double[][] columns = [.. others.Select(c => Array.ConvertAll(known, i => c[i]))];
        var response = Array.ConvertAll(known, i => variable.Values[i]);
        var sums = new CrossProducts(columns.Length + 1);
        sums.Add([.. columns, response], known.Length);
        var solved = NormalEquations.Solve(sums, columns.Length, [.. Enumerable.Range(0, columns.Length)], i => $"x{i}");
        var slopes = Drawn(solved, known.Length, random);
        double[] fitted = Predict(others, solved, solved.Slopes, known),
            wanted = Predict(others, solved, slopes, missing);
        // Rows of equal predictions in random order, or the same five would be asked again and again.
        var order = Enumerable
            .Range(0, known.Length)
            .Select(i => new Donor(fitted[i], random.Uniform(), response[i]))
            .OrderBy(d => d.Prediction)
            .ThenBy(d => d.Tie)
            .ToArray();
        return Array.ConvertAll(wanted, w => Nearest(order, w, random).Value);
    }

    // Of the coefficients' posterior with a flat prior; the constant is that of centred columns and its draw moves all predictions alike.
    private static double[] Drawn(NormalEquations solved, int n, RandomStream random)
    {
        var k = solved.Kept.Length;
        if (k == 0)
            return [];
        double df = Math.Max(1, n - k - 1),
            squares = 0;
        for (var i = 0; i < df; i++)
            squares += Math.Pow(random.Normal(), 2);
        var deviation = Math.Sqrt(solved.ResidualSquares / squares);
        var noise = Vector<double>.Build.Dense(k, _ => random.Normal());
        return
        [
            .. Vector<double>.Build.Dense(solved.Slopes) + solved.SlopeBread.Cholesky().Factor * noise * deviation,
            deviation * random.Normal() / Math.Sqrt(n),
        ];
    }

    private static double[] Predict(IReadOnlyList<double[]> others, NormalEquations solved, double[] slopes, int[] rows)
    {
        var predicted = new double[rows.Length];
        var constant = slopes.Length > solved.Kept.Length ? slopes[^1] : 0;
        for (var i = 0; i < rows.Length; i++)
        {
            predicted[i] = constant;
            for (var j = 0; j < solved.Kept.Length; j++)
                predicted[i] += slopes[j] * (others[solved.Kept[j]][rows[i]] - solved.Means[j]);
        }

        return predicted;
    }

    private static Donor Nearest(Donor[] order, double wanted, RandomStream random)
    {
        int First(Func<double, bool> reached)
        {
            int low = 0,
                high = order.Length;
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (reached(order[middle].Prediction))
                    high = middle;
                else
                    low = middle + 1;
            }

            return low;
        }

        int from = First(p => p >= wanted),
            to = First(p => p > wanted);
        if (to - from > Donors)
            return order[from + ChainedEquations.Drawn(random, to - from)];
        while (to - from < Math.Min(Donors, order.Length))
        {
            if (to == order.Length || (from > 0 && wanted - order[from - 1].Prediction <= order[to].Prediction - wanted))
                from--;
            else
                to++;
        }

        return order[from + ChainedEquations.Drawn(random, to - from)];
    }

    private readonly record struct Donor(double Prediction, double Tie, double Value);
}
