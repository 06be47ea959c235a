using GanCmri.Runtime;
using GanCmri.Statistics.Regression;
using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Statistics.Imputation;

/// <summary>
/// Draws of missing numbers from a linear model, its coefficients from their posterior (Rubin 1987, section 5.3). Of a measured quantity it
/// is the prediction plus the residual of a known row, which follows the model also where hardly a row is known. Of numbers with few values
/// it is that of one of the 5 rows of nearest prediction (predictive mean matching, Little 1988; type 1 of van Buuren 2018, section 3.4).
/// </summary>
internal static class NumberDraw
{
    private const int Donors = 5;
    private const int FewValues = 20;

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
        var (slopes, widening) = Drawn(solved, known.Length, random);
        double[] fitted = Predict(others, solved, solved.Slopes, known),
            wanted = Predict(others, solved, slopes, missing);
        if (response.Distinct().Take(FewValues + 1).Count() > FewValues)
        {
            var mean = sums.Mean(columns.Length);
            double Residual(int row) => response[row] - mean - fitted[row];
            return Array.ConvertAll(wanted, w => mean + w + widening * Residual(ChainedEquations.Drawn(random, known.Length)));
        }

        // Rows of equal predictions in random order, or the same five would be asked again and again.
        var order = Enumerable
            .Range(0, known.Length)
            .Select(i => new Donor(fitted[i], random.Uniform(), response[i]))
            .OrderBy(d => d.Prediction)
            .ThenBy(d => d.Tie)
            .ToArray();
        return Array.ConvertAll(wanted, w => Nearest(order, w, random).Value);
    }

    // Of the posterior with a flat prior: coefficients, last the constant, which is that of centred columns and moves all predictions
    // alike; and the residuals' standard deviation over that of the known rows.
    private static (double[] Slopes, double Widening) Drawn(NormalEquations solved, int n, RandomStream random)
    {
        var k = solved.Kept.Length;
        double df = Math.Max(1, n - k - 1),
            squares = 0;
        for (var i = 0; i < df; i++)
            squares += Math.Pow(random.Normal(), 2);
        var deviation = Math.Sqrt(solved.ResidualSquares / squares);
        var noise = Vector<double>.Build.Dense(k, _ => random.Normal());
        var widening = solved.ResidualSquares > 0 ? deviation / Math.Sqrt(solved.ResidualSquares / n) : 1;
        if (k == 0)
            return ([deviation * random.Normal() / Math.Sqrt(n)], widening);
        return (
            [
                .. Vector<double>.Build.Dense(solved.Slopes) + solved.SlopeBread.Cholesky().Factor * noise * deviation,
                deviation * random.Normal() / Math.Sqrt(n),
            ],
            widening
        );
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
