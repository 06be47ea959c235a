using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Statistics.Regression;

/// <summary>
/// Cross products of (1, columns, response) under the covariance I + sum of ratio x (1 within a group) of nested groups, from sums over
/// groups alone: each level is one Sherman-Morrison step, innermost first.
/// </summary>
internal sealed class NestedSums
{
    private readonly Matrix<double> _products;
    private readonly double[][] _sums;
    private readonly double[] _counts;
    private readonly int[][] _parents;

    /// <summary>Gathers the sums.</summary>
    /// <param name="columns">Columns of n values, the response last, without the constant.</param>
    /// <param name="groups">Group of each row, a list a level, outermost first; inner groups are taken within outer ones.</param>
    public NestedSums(IReadOnlyList<double[]> columns, IReadOnlyList<IReadOnlyList<int>> groups)
    {
        int n = columns[0].Length,
            k = columns.Count + 1;
        double At(int column, int row) => column == 0 ? 1 : columns[column - 1][row];
        _products = Matrix<double>.Build.Dense(
            k,
            k,
            (a, b) =>
            {
                var sum = 0.0;
                for (var i = 0; i < n; i++)
                    sum += At(a, i) * At(b, i);
                return sum;
            }
        );
        var codes = new int[n];
        _parents = new int[groups.Count][];
        for (var level = 0; level < groups.Count; level++)
        {
            var known = new Dictionary<(int, int), int>();
            var parents = new List<int>();
            for (var i = 0; i < n; i++)
            {
                var key = (codes[i], groups[level][i]);
                if (!known.TryGetValue(key, out var code))
                {
                    known[key] = code = parents.Count;
                    parents.Add(codes[i]);
                }

                codes[i] = code;
            }

            _parents[level] = [.. parents];
        }

        _sums = [.. _parents[^1].Select(_ => new double[k])];
        _counts = new double[_sums.Length];
        for (var i = 0; i < n; i++)
        {
            _counts[codes[i]]++;
            for (var a = 0; a < k; a++)
                _sums[codes[i]][a] += At(a, i);
        }
    }

    /// <summary>Groups of each level, outermost first.</summary>
    public int[] Groups => Array.ConvertAll(_parents, p => p.Length);

    /// <summary>Evaluates at variance ratios.</summary>
    /// <param name="ratios">Variance of each level over that of the residuals, outermost first.</param>
    public NestedProducts At(IReadOnlyList<double> ratios)
    {
        var products = _products.ToArray();
        var (sums, counts, determinant) = (_sums, _counts, 0.0);
        var k = _products.RowCount;
        for (var level = _parents.Length - 1; level >= 0; level--)
        {
            var outer = level == 0 ? 1 : _parents[level - 1].Length;
            double[][] outerSums = [.. Enumerable.Range(0, outer).Select(_ => new double[k])];
            var outerCounts = new double[outer];
            for (var g = 0; g < counts.Length; g++)
            {
                var shrink = 1 + ratios[level] * counts[g];
                determinant += Math.Log(shrink);
                var weight = ratios[level] / shrink;
                var into = outerSums[_parents[level][g]];
                for (var a = 0; a < k; a++)
                {
                    into[a] += sums[g][a] / shrink;
                    for (var b = 0; b <= a; b++)
                        products[a, b] -= weight * sums[g][a] * sums[g][b];
                }

                outerCounts[_parents[level][g]] += counts[g] / shrink;
            }

            (sums, counts) = (outerSums, outerCounts);
        }

        return new NestedProducts(Matrix<double>.Build.Dense(k, k, (a, b) => products[Math.Max(a, b), Math.Min(a, b)]), determinant);
    }
}

/// <summary>Cross products under a covariance V.</summary>
/// <param name="Products">[k + 2, k + 2]: (1, columns, response)' V⁻¹ (1, columns, response).</param>
/// <param name="LnDeterminant">ln |V|.</param>
internal sealed record NestedProducts(Matrix<double> Products, double LnDeterminant);
