using System.Numerics.Tensors;
using GanCmri.Statistics.Tails;

namespace GanCmri.Statistics.Regression;

/// <summary>
/// A linear model ready to be tested with its residuals permuted (Freedman and Lane 1983): those of the outcome on all columns but the
/// tested ones are exchanged, and the F test of the tested columns is repeated.
/// </summary>
internal sealed class FreedmanLane
{
    private readonly double[][] _held;
    private readonly double[][] _tested;
    private readonly double[] _residuals;
    private readonly double _df;
    private readonly double _squares;

    private FreedmanLane(double[][] basis, int tested, double[] response)
    {
        (_held, _tested) = (basis[..^tested], basis[^tested..]);
        _df = response.Length - basis.Length;
        _residuals = [.. response];
        foreach (var column in _held)
            TensorPrimitives.MultiplyAdd(column, -TensorPrimitives.Dot<double>(column, response), _residuals, _residuals);
        _squares = TensorPrimitives.SumOfSquares<double>(_residuals);
        Observed = LnP(_residuals);
    }

    /// <summary>ln p of the F test as the rows are.</summary>
    public double Observed { get; }

    /// <summary>Makes one; null when nothing is left to test.</summary>
    /// <param name="response">n outcomes.</param>
    /// <param name="columns">Usable columns, without the intercept.</param>
    /// <param name="tested">Places of those tested.</param>
    public static FreedmanLane? Of(double[] response, IReadOnlyList<double[]> columns, IReadOnlyCollection<int> tested)
    {
        int n = response.Length,
            k = columns.Count;
        if (tested.Count == 0 || n <= k + 1)
            return null;
        int[] order = [.. Enumerable.Range(0, k).Where(c => !tested.Contains(c)), .. tested];
        double[] equal = [.. Enumerable.Repeat(1.0, n)];
        return Whitening.Of([.. order.Select(c => columns[c])], equal) is { } white
            ? new FreedmanLane(white.Columns, tested.Count, response)
            : null;
    }

    /// <summary>ln p of the F test with the residuals exchanged.</summary>
    /// <param name="order">Row that each row's residual is taken from.</param>
    public double LnP(int[] order) => LnP(Array.ConvertAll(order, i => _residuals[i]));

    private double LnP(double[] residuals)
    {
        double Along(double[][] basis) => basis.Sum(column => Math.Pow(TensorPrimitives.Dot<double>(column, residuals), 2));
        var explained = Along(_tested);
        var rest = Math.Max(0, _squares - Along(_held) - explained);
        return rest > 0 ? Tail.F(explained / _tested.Length / (rest / _df), _tested.Length, _df).Ln : double.NegativeInfinity;
    }
}
