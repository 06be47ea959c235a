using System.Numerics.Tensors;
using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Statistics.Regression;

/// <summary>A logistic model at some coefficients: logits, weights, residuals, deviance.</summary>
internal sealed class LogisticState
{
    private readonly double[] _response;
    private readonly double[][] _columns;
    private readonly double[] _logits;

    /// <summary>Evaluates the model.</summary>
    /// <param name="response">1 for a case, else 0.</param>
    /// <param name="columns">Columns without the constant.</param>
    /// <param name="beta">Coefficients, intercept first.</param>
    public LogisticState(double[] response, double[][] columns, Vector<double> beta)
    {
        (_response, _columns, Beta) = (response, columns, beta);
        _logits = new double[response.Length];
        Array.Fill(_logits, beta[0]);
        for (var j = 0; j < columns.Length; j++)
            TensorPrimitives.MultiplyAdd(columns[j], beta[j + 1], _logits, _logits);
        var sum = 0.0;
        for (var i = 0; i < _logits.Length; i++)
            sum += Softplus.Of(response[i] > 0 ? -_logits[i] : _logits[i]);
        Deviance = 2 * sum;
    }

    /// <summary>Columns without the constant.</summary>
    public double[][] Columns => _columns;

    /// <summary>Coefficients, intercept first.</summary>
    public Vector<double> Beta { get; }

    /// <summary>Minus twice the log likelihood.</summary>
    public double Deviance { get; }

    /// <summary>The model with the share of cases and no slopes.</summary>
    public static LogisticState Start(BinaryDesign design)
    {
        var beta = Vector<double>.Build.Dense(design.Columns.Length + 1);
        var share = (double)design.Cases / design.Response.Length;
        beta[0] = Math.Log(share / (1 - share));
        return new LogisticState(design.Response, design.Columns, beta);
    }

    /// <summary>The model at other coefficients.</summary>
    public LogisticState At(Vector<double> beta) => new(_response, _columns, beta);

    /// <summary>Outcome less fitted probability.</summary>
    public double[] Residuals() => [.. _response.Zip(_logits, (y, eta) => y - LogOdds.Probability(eta))];

    /// <summary>Fitted probabilities.</summary>
    public double[] Probabilities() => Array.ConvertAll(_logits, LogOdds.Probability);

    /// <summary>p (1 - p).</summary>
    public double[] Weights() => Array.ConvertAll(_logits, eta => LogOdds.Probability(eta) * LogOdds.Probability(-eta));
}
