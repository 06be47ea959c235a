using System.Numerics.Tensors;
using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Statistics.Regression;

/// <summary>A generalised linear model at some coefficients.</summary>
internal sealed class GlmState
{
    private readonly GlmFamily _family;
    private readonly double[] _response;
    private readonly double[][] _columns;
    private readonly double[] _weights;
    private readonly double[] _offset;
    private readonly double[] _eta;
    private readonly double[] _mean;

    /// <summary>Evaluates the model.</summary>
    /// <param name="family">Kind of outcome.</param>
    /// <param name="design">Response and columns.</param>
    /// <param name="weights">Weight of each row.</param>
    /// <param name="offset">Offset of each row.</param>
    /// <param name="dispersion">Of the negative binomial.</param>
    /// <param name="beta">Coefficients, intercept first.</param>
    public GlmState(GlmFamily family, StandardDesign design, double[] weights, double[] offset, double dispersion, Vector<double> beta)
        : this(family, design.Response, design.Columns, weights, offset, dispersion, beta) { }

    private GlmState(
        GlmFamily family,
        double[] response,
        double[][] columns,
        double[] weights,
        double[] offset,
        double dispersion,
        Vector<double> beta
    )
    {
        (_family, _response, _columns, _weights, _offset, Dispersion, Beta) = (
            family,
            response,
            columns,
            weights,
            offset,
            dispersion,
            beta
        );
        _eta = Array.ConvertAll(offset, o => o + beta[0]);
        for (var j = 0; j < columns.Length; j++)
            TensorPrimitives.MultiplyAdd(columns[j], beta[j + 1], _eta, _eta);
        _mean = family switch
        {
            GlmFamily.Normal => _eta,
            GlmFamily.Binomial => Array.ConvertAll(_eta, LogOdds.Probability),
            _ => Array.ConvertAll(_eta, Math.Exp),
        };
        for (var i = 0; i < response.Length; i++)
            Deviance += weights[i] * DevianceOf(i);
    }

    /// <summary>Coefficients, intercept first.</summary>
    public Vector<double> Beta { get; }

    /// <summary>Of the negative binomial; 0 is Poisson.</summary>
    public double Dispersion { get; }

    /// <summary>Weighted deviance.</summary>
    public double Deviance { get; }

    /// <summary>Fitted means.</summary>
    public double[] Means => _mean;

    /// <summary>The model at other coefficients.</summary>
    public GlmState At(Vector<double> beta) => new(_family, _response, _columns, _weights, _offset, Dispersion, beta);

    /// <summary>The model with another dispersion.</summary>
    public GlmState With(double dispersion) => new(_family, _response, _columns, _weights, _offset, dispersion, Beta);

    /// <summary>Each row's derivative of the log likelihood in the linear predictor.</summary>
    public double[] Residuals() => [.. _response.Select((y, i) => _weights[i] * (y - _mean[i]) / (1 + Dispersion * Spread(i)))];

    /// <summary>Each row's expected information on the linear predictor.</summary>
    public double[] Information() =>
        [
            .. _mean.Select(
                (m, i) =>
                    _weights[i]
                    * (
                        _family switch
                        {
                            GlmFamily.Normal => 1,
                            GlmFamily.Binomial => m / (1 + Math.Exp(_eta[i])),
                            _ => m / (1 + Dispersion * m),
                        }
                    )
            ),
        ];

    /// <summary>Weighted log likelihood of counts or of cases.</summary>
    public double LogLikelihood()
    {
        if (_family == GlmFamily.Binomial)
            return -Deviance / 2;
        if (_family == GlmFamily.Normal)
            return double.NaN;
        var sum = 0.0;
        for (var i = 0; i < _mean.Length; i++)
        {
            double y = _response[i],
                a = Dispersion;
            var count = a > 0 ? Rising(y, a) - (y + 1 / a) * SpecialFunctions.Log1p(a * _mean[i]) : -_mean[i];
            sum += _weights[i] * (count + y * _eta[i] - SpecialFunctions.GammaLn(y + 1));
        }

        return sum;
    }

    // ln of Gamma(y + 1/a) a^y / Gamma(1/a), a product for small counts, where logarithms of the gamma function would cancel.
    private static double Rising(double y, double a)
    {
        if (y > 1e4)
            return SpecialFunctions.GammaLn(y + 1 / a) - SpecialFunctions.GammaLn(1 / a) + y * Math.Log(a);
        var sum = 0.0;
        for (var k = 1; k < y; k++)
            sum += SpecialFunctions.Log1p(a * k);
        return sum;
    }

    private double Spread(int i) => _family == GlmFamily.NegativeBinomial ? _mean[i] : 0;

    private double DevianceOf(int i)
    {
        double y = _response[i],
            m = _mean[i];
        return _family switch
        {
            GlmFamily.Normal => (y - m) * (y - m),
            GlmFamily.Binomial => 2 * Softplus.Of(y > 0 ? -_eta[i] : _eta[i]),
            _ when Dispersion > 0 => 2
                * (Entropy(y) - (y + 1 / Dispersion) * (SpecialFunctions.Log1p(Dispersion * y) - SpecialFunctions.Log1p(Dispersion * m))),
            _ => 2 * (Entropy(y) - y + m),
        };
        double Entropy(double count) => count > 0 ? count * (Math.Log(count) - _eta[i]) : 0;
    }
}
