using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Statistics.Regression;

/// <summary>Firth's penalised likelihood l(b) + ½ ln |I(b)| at some coefficients, and its climb.</summary>
internal sealed class FirthState
{
    private const int MaxIterations = 500;
    private const double Done = 1e-20; // squared length of a step in standard errors; the climb is linear, not quadratic

    private readonly LogisticState _model;
    private readonly double[] _weights;
    private readonly Whitening _white;

    private FirthState(LogisticState model, double[] weights, Whitening white)
    {
        (_model, _weights, _white) = (model, weights, white);
        LogLikelihood = (white.LnDeterminant - model.Deviance) / 2;
    }

    /// <summary>Penalised log likelihood.</summary>
    public double LogLikelihood { get; }

    /// <summary>Minus twice the log likelihood without the penalty.</summary>
    public double Deviance => _model.Deviance;

    /// <summary>Coefficients, intercept first.</summary>
    public Vector<double> Beta => _model.Beta;

    /// <summary>[k + 1, k + 1]: (X'WX)^-1 = Root Root'.</summary>
    public Matrix<double> Root => _white.Root;

    /// <summary>Evaluates; null where the information is singular.</summary>
    public static FirthState? Of(LogisticState model)
    {
        var weights = model.Weights();
        return Whitening.Of(model.Columns, weights) is { } white ? new FirthState(model, weights, white) : null;
    }

    /// <summary>The model at other coefficients.</summary>
    public FirthState? At(Vector<double> beta) => Of(_model.At(beta));

    /// <summary>Climbs to the maximum; null when there is none within the steps allowed.</summary>
    /// <param name="held">A column whose coefficient stays as it is; none by default.</param>
    public FirthState? Climb(int? held = null)
    {
        var state = this;
        var (scale, last) = (1.0, double.PositiveInfinity);
        for (var i = 0; i < MaxIterations; i++)
        {
            if (state.Step(held) is not { } step)
                return null;
            // The information leaves the penalty's curvature out: where rows have a leverage near 1 whole steps jump to and fro across the
            // maximum.
            if (step.Decrement > last / 2)
                scale = 0.5;
            last = step.Decrement;
            if (
                HalvedStep.Take(
                    step.Move * scale,
                    30,
                    s => state.At(state.Beta + s),
                    n => HalvedStep.Rises(n.LogLikelihood, state.LogLikelihood)
                )
                is not { } next
            )
                return step.Decrement < 1e-12 ? state : null;
            state = next;
            if (step.Decrement < Done)
                return state;
        }

        return null;
    }

    // Firth (1993), equation 3: the score with each row's residual moved by h (½ - p), h the row's leverage in the whole model.
    private FirthStep? Step(int? held)
    {
        double[] residuals = _model.Residuals(),
            p = _model.Probabilities(),
            h = _white.Leverages(_weights);
        for (var i = 0; i < residuals.Length; i++)
            residuals[i] += h[i] * (0.5 - p[i]);
        var free = held is { } column ? Whitening.Of([.. _model.Columns.Where((_, j) => j != column)], _weights) : _white;
        if (free is null)
            return null;
        var gradient = free.Project(residuals);
        var move = free.Root * gradient;
        if (held is { } fixedColumn)
            move = Vector<double>.Build.Dense([.. move.Take(fixedColumn + 1), 0, .. move.Skip(fixedColumn + 1)]);
        return new FirthStep(move, gradient.DotProduct(gradient));
    }

    private sealed record FirthStep(Vector<double> Move, double Decrement);
}
