using System.Numerics.Tensors;
using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Statistics.Regression;

/// <summary>Where a logistic fit stands: coefficients of standardised columns, logits, deviance.</summary>
internal sealed class LogisticState
{
    private readonly double[] _response;
    private readonly double[][] _columns;
    private double[] _logits;

    /// <summary>Starts from the share of cases, all slopes 0.</summary>
    public LogisticState(double[] response, double[][] columns)
    {
        (_response, _columns) = (response, columns);
        var share = response.Average();
        Beta = Vector<double>.Build.Dense(columns.Length + 1);
        Beta[0] = Math.Log(share / (1 - share));
        _logits = Logits(Beta);
        Deviance = DevianceOf(_logits);
    }

    /// <summary>Coefficients, intercept first.</summary>
    public Vector<double> Beta { get; private set; }

    /// <summary>Minus twice the log likelihood.</summary>
    public double Deviance { get; private set; }

    /// <summary>Newton steps taken.</summary>
    public int Iterations { get; private set; }

    /// <summary>Largest absolute logit of a row.</summary>
    public double LargestLogit => _logits.Max(Math.Abs);

    /// <summary>Outcome less fitted probability.</summary>
    public double[] Residuals() => [.. _response.Zip(_logits, (y, eta) => y - Probability(eta))];

    /// <summary>Expected information X'WX.</summary>
    public Matrix<double> Information()
    {
        var weights = Array.ConvertAll(_logits, eta => Probability(eta) * Probability(-eta));
        var weighted = Array.ConvertAll(_columns, c => { var w = new double[c.Length]; TensorPrimitives.Multiply(c, weights, w); return w; });
        return Matrix<double>.Build.Dense(_columns.Length + 1, _columns.Length + 1, (i, j) =>
            i == 0 && j == 0 ? TensorPrimitives.Sum<double>(weights)
            : i == 0 || j == 0 ? TensorPrimitives.Sum<double>(weighted[i + j - 1])
            : TensorPrimitives.Dot<double>(weighted[i - 1], _columns[j - 1]));
    }

    /// <summary>One Newton step, halved while it makes the fit worse; null when the information is singular.</summary>
    public Vector<double>? NewtonStep()
    {
        Iterations++;
        var residuals = Residuals();
        var gradient = Vector<double>.Build.Dense(_columns.Length + 1, j =>
            j == 0 ? TensorPrimitives.Sum<double>(residuals) : TensorPrimitives.Dot<double>(residuals, _columns[j - 1]));
        if (TrySolve(Information(), gradient) is not { } step) return null;
        for (var halving = 0; halving < 20; halving++)
        {
            var logits = Logits(Beta + step);
            var deviance = DevianceOf(logits);
            if (deviance <= Deviance * (1 + 1e-12) + 1e-300)
            {
                (Beta, _logits, Deviance) = (Beta + step, logits, deviance);
                return step;
            }

            step /= 2;
        }

        return Vector<double>.Build.Dense(step.Count);
    }

    private static Vector<double>? TrySolve(Matrix<double> information, Vector<double> gradient)
    {
        try
        {
            var step = information.Cholesky().Solve(gradient);
            return step.All(double.IsFinite) ? step : null;
        }
        catch (ArgumentException)
        {
            return null; // not positive definite
        }
    }

    private double[] Logits(Vector<double> beta)
    {
        var logits = new double[_response.Length];
        Array.Fill(logits, beta[0]);
        for (var j = 0; j < _columns.Length; j++) TensorPrimitives.MultiplyAdd(_columns[j], beta[j + 1], logits, logits);
        return logits;
    }

    private double DevianceOf(double[] logits)
    {
        var sum = 0.0;
        for (var i = 0; i < logits.Length; i++) sum += LogOnePlusExp(_response[i] > 0 ? -logits[i] : logits[i]);
        return 2 * sum;
    }

    private static double Probability(double eta) => 1 / (1 + Math.Exp(-eta));

    private static double LogOnePlusExp(double v) => v > 0 ? v + SpecialFunctions.Log1p(Math.Exp(-v)) : SpecialFunctions.Log1p(Math.Exp(v));
}
