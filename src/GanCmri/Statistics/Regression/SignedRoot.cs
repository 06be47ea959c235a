using GanCmri.Statistics.Tails;
using MathNet.Numerics.RootFinding;

namespace GanCmri.Statistics.Regression;

/// <summary>The signed root of the likelihood ratio along one coefficient: near a straight line, 0 at the maximum (Venzon and Moolgavkar
/// 1988).</summary>
/// <param name="best">The coefficient at the maximum.</param>
/// <param name="error">Its Wald error.</param>
/// <param name="top">Log likelihood at the maximum.</param>
/// <param name="held">Highest log likelihood with the coefficient held at a value; NaN where the rest cannot be fitted.</param>
internal sealed class SignedRoot(double best, double error, double top, Func<double, double> held)
{
    /// <summary>Signed root at a value of the coefficient; NaN where the rest cannot be fitted.</summary>
    public double At(double value) => value == best ? 0 : Math.Sign(value - best) * Math.Sqrt(Math.Max(0, 2 * (top - held(value))));

    /// <summary>Where the signed root reaches a value; NaN where it never does.</summary>
    public double Limit(double target)
    {
        // In standard errors from the maximum.
        var known = true;
        double Shifted(double t)
        {
            var value = At(best + t * error);
            known &= !double.IsNaN(value);
            return known ? value : 2 * target; // ends the search
        }

        double inside = 0,
            outside = target;
        for (var i = 0; i < 60 && Math.Abs(Shifted(outside)) < Math.Abs(target); i++)
            (inside, outside) = (outside, outside * 1.5);
        return
            Brent.TryFindRoot(t => Shifted(t) - target, Math.Min(inside, outside), Math.Max(inside, outside), 1e-10, 100, out var t)
            && known
            ? best + t * error
            : double.NaN;
    }

    /// <summary>A coefficient with the profile's interval and likelihood-ratio test in place of Wald's.</summary>
    /// <param name="wald">The coefficient.</param>
    /// <param name="level">Confidence level.</param>
    /// <param name="scale">By which the profile's values are to be divided.</param>
    public Coefficient Of(Coefficient wald, double level, double scale = 1)
    {
        var z = Quantile.Normal(level);
        return wald with
        {
            Lower = Limit(-z) / scale,
            Upper = Limit(z) / scale,
            Significance = At(0) is var root && double.IsNaN(root) ? PValue.None : Tail.Normal(root),
        };
    }
}
