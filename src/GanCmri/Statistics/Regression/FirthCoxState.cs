using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Statistics.Regression;

/// <summary>Firth's penalised partial likelihood l(b) + ½ ln |I(b)| at some coefficients, and its climb.</summary>
internal sealed class FirthCoxState
{
    private const int MaxIterations = 500;
    private const double Done = 1e-20; // squared length of a step in standard errors; the climb is linear, not quadratic

    private readonly CoxLikelihood _model;
    private readonly LikelihoodPoint _point;

    private FirthCoxState(CoxLikelihood model, LikelihoodPoint point, Matrix<double> inverse, double lnDeterminant)
    {
        (_model, _point, Inverse) = (model, point, inverse);
        LogLikelihood = point.LogLikelihood + lnDeterminant / 2;
    }

    /// <summary>Penalised log likelihood.</summary>
    public double LogLikelihood { get; }

    /// <summary>Coefficients.</summary>
    public Vector<double> Beta => _point.Beta;

    /// <summary>Inverse of the information.</summary>
    public Matrix<double> Inverse { get; }

    /// <summary>Evaluates; null where the information is singular.</summary>
    public static FirthCoxState? At(CoxLikelihood model, Vector<double> beta)
    {
        var point = model.At(beta);
        if (beta.Count == 0)
            return null;
        try
        {
            var factor = point.Information.Cholesky();
            return double.IsFinite(point.LogLikelihood) && double.IsFinite(factor.DeterminantLn)
                ? new FirthCoxState(model, point, factor.Solve(Matrix<double>.Build.DenseIdentity(beta.Count)), factor.DeterminantLn)
                : null;
        }
        catch (ArgumentException)
        {
            return null; // not positive definite
        }
    }

    /// <summary>The model at other coefficients.</summary>
    public FirthCoxState? At(Vector<double> beta) => At(_model, beta);

    /// <summary>Climbs to the maximum; null when there is none within the steps allowed.</summary>
    /// <param name="held">A column whose coefficient stays as it is; none by default.</param>
    public FirthCoxState? Climb(int? held = null)
    {
        int[] free = [.. Enumerable.Range(0, Beta.Count).Where(j => j != held)];
        if (free.Length == 0)
            return this;
        var state = this;
        var (scale, last) = (1.0, double.PositiveInfinity);
        for (var i = 0; i < MaxIterations; i++)
        {
            var gradient = state.Gradient();
            var sub = Vector<double>.Build.Dense(free.Length, j => gradient[free[j]]);
            var information = Matrix<double>.Build.Dense(free.Length, free.Length, (a, b) => state._point.Information[free[a], free[b]]);
            var step = information.Cholesky().Solve(sub);
            var decrement = step.DotProduct(sub);
            // The information leaves the penalty's curvature out, so that whole steps may jump to and fro across the maximum.
            if (decrement > last / 2)
                scale = 0.5;
            last = decrement;
            var move = Vector<double>.Build.Dense(Beta.Count);
            for (var j = 0; j < free.Length; j++)
                move[free[j]] = step[j] * scale;
            if (
                HalvedStep.Take(move, 30, s => state.At(state.Beta + s), n => HalvedStep.Rises(n.LogLikelihood, state.LogLikelihood))
                is not { } next
            )
                return decrement < 1e-12 ? state : null;
            state = next;
            if (decrement < Done)
                return state;
        }

        return null;
    }

    // Heinze and Schemper (2001): the score plus ½ trace(I⁻¹ dI/db).
    private Vector<double> Gradient()
    {
        var slopes = _model.InformationSlopes(Beta);
        return _point.Gradient + Vector<double>.Build.Dense(Beta.Count, r => Inverse.PointwiseMultiply(slopes[r]).Enumerate().Sum() / 2);
    }
}
