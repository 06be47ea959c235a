using MathNet.Numerics.RootFinding;

namespace GanCmri.Statistics.Regression;

/// <summary>The signed root of the penalised likelihood ratio along one coefficient: near a straight line, 0 at the maximum.</summary>
internal sealed class FirthProfile(FirthState top, int column)
{
    private readonly double _best = top.Beta[column + 1];
    private readonly double _error = top.Root.Row(column + 1).L2Norm();

    /// <summary>Signed root at a value of the coefficient; NaN where the rest cannot be fitted.</summary>
    public double Root(double value)
    {
        var start = top.Beta.Clone();
        start[column + 1] = value;
        if (top.At(start)?.Climb(column) is not { } held) return double.NaN;
        return Math.Sign(value - _best) * Math.Sqrt(Math.Max(0, 2 * (top.LogLikelihood - held.LogLikelihood)));
    }

    /// <summary>Where the signed root reaches a value; NaN where it never does.</summary>
    public double Limit(double target)
    {
        double inside = 0, outside = target;
        for (var i = 0; i < 60 && Math.Abs(At(outside)) < Math.Abs(target); i++) (inside, outside) = (outside, outside * 1.5);
        return Brent.TryFindRoot(t => At(t) - target, Math.Min(inside, outside), Math.Max(inside, outside), 1e-10, 100, out var t) ? _best + t * _error : double.NaN;
    }

    // In standard errors from the maximum.
    private double At(double t) => t == 0 ? 0 : Root(_best + t * _error);
}
