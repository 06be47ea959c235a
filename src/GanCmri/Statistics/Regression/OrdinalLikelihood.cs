using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Statistics.Regression;

/// <summary>The likelihood of a cumulative logit model; coefficients are thresholds, then slopes.</summary>
/// <param name="levels">Level of each row, from 0 without gaps.</param>
/// <param name="columns">Usable columns.</param>
/// <param name="offset">Known part of the linear predictor.</param>
internal sealed class OrdinalLikelihood(int[] levels, double[][] columns, double[] offset)
{
    private readonly int _thresholds = levels.Max();

    /// <summary>The likelihood at some coefficients.</summary>
    public LikelihoodPoint At(Vector<double> beta)
    {
        var size = beta.Count;
        var (gradient, information, value) = (new double[size], new double[size, size], 0.0);
        double[] up = new double[size],
            down = new double[size];
        for (var i = 0; i < levels.Length; i++)
        {
            var row = At(beta, i);
            if (!(row.LnP > double.NegativeInfinity))
                return new LikelihoodPoint(
                    beta,
                    double.NegativeInfinity,
                    Vector<double>.Build.Dense(size),
                    Matrix<double>.Build.Dense(size, size)
                );
            value += row.LnP;
            Derivatives(i, up, down);
            for (var a = 0; a < size; a++)
            {
                if (up[a] == 0 && down[a] == 0)
                    continue;
                gradient[a] += row.Up * up[a] + row.Down * down[a];
                for (var b = 0; b <= a; b++)
                {
                    information[a, b] -=
                        row.UpUp * up[a] * up[b]
                        + row.DownDown * down[a] * down[b]
                        - row.Up * row.Down * (up[a] * down[b] + down[a] * up[b]);
                }
            }
        }

        return new LikelihoodPoint(
            beta,
            value,
            Vector<double>.Build.Dense(gradient),
            Matrix<double>.Build.Dense(size, size, (a, b) => a >= b ? information[a, b] : information[b, a])
        );
    }

    /// <summary>Each row's score.</summary>
    public double[][] Scores(Vector<double> beta)
    {
        double[] up = new double[beta.Count],
            down = new double[beta.Count];
        return
        [
            .. Enumerable
                .Range(0, levels.Length)
                .Select(i =>
                {
                    var row = At(beta, i);
                    Derivatives(i, up, down);
                    return up.Zip(down, (u, d) => row.Up * u + row.Down * d).ToArray();
                }),
        ];
    }

    // ln P = ln (F(a) - F(b)), a and b the thresholds above and below the row's level less its linear predictor.
    private RowPart At(Vector<double> beta, int i)
    {
        var eta = offset[i];
        for (var j = 0; j < columns.Length; j++)
            eta += beta[_thresholds + j] * columns[j][i];
        var a = levels[i] == _thresholds ? double.PositiveInfinity : beta[levels[i]] - eta;
        var b = levels[i] == 0 ? double.NegativeInfinity : beta[levels[i] - 1] - eta;
        if (!(a > b))
            return new RowPart(double.NegativeInfinity, 0, 0, 0, 0);
        // F(a) - F(b) = F(a) F(-b) (1 - e^(b - a)), without cancellation.
        var lnP =
            -Softplus(-a) - Softplus(b) + (double.IsInfinity(a) || double.IsInfinity(b) ? 0 : SpecialFunctions.Log1p(-Math.Exp(b - a)));
        double pa = Density(a, lnP),
            pb = Density(b, lnP),
            up = pa,
            down = -pb;
        return new RowPart(lnP, up, down, pa * Slope(a) - up * up, -pb * Slope(b) - down * down);
    }

    private void Derivatives(int i, double[] up, double[] down)
    {
        Array.Clear(up);
        Array.Clear(down);
        bool top = levels[i] == _thresholds,
            bottom = levels[i] == 0;
        if (!top)
            up[levels[i]] = 1;
        if (!bottom)
            down[levels[i] - 1] = 1;
        for (var j = 0; j < columns.Length; j++)
        {
            if (!top)
                up[_thresholds + j] = -columns[j][i];
            if (!bottom)
                down[_thresholds + j] = -columns[j][i];
        }
    }

    // The logistic density over P.
    private static double Density(double v, double lnP) => double.IsInfinity(v) ? 0 : Math.Exp(-Softplus(v) - Softplus(-v) - lnP);

    private static double Slope(double v) => double.IsInfinity(v) ? 0 : -Math.Tanh(v / 2);

    private static double Softplus(double v) =>
        double.IsNegativeInfinity(v) ? 0
        : v > 0 ? v + SpecialFunctions.Log1p(Math.Exp(-v))
        : SpecialFunctions.Log1p(Math.Exp(v));

    /// <summary>ln P of a row with its derivatives in both thresholds; the mixed one is -Up x Down.</summary>
    private readonly record struct RowPart(double LnP, double Up, double Down, double UpUp, double DownDown);
}
