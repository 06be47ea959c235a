using GanCmri.Studies.Guidance;
using GanCmri.Trajectories;

namespace GanCmri.Studies.Cohorts;

/// <summary>
/// Looks for a latent near a heart's own that measures as asked: a step by the heart's own gradients, then corrections by Broyden's secant
/// update of them (Broyden 1965), which cost an image each and no gradient; again from the best found, as often as gradients are given.
/// </summary>
internal sealed class TargetSearch
{
    private const double ShortestShare = .25;
    private PhenotypeTarget _target;
    private double[] _values = [];
    private double[]? _bestValues;
    private float[][] _gradients = [];
    private float[] _at;
    private float[]? _differentiated;
    private double _share = 1; // of a step
    private bool _measured;
    private double _least = double.PositiveInfinity;

    /// <summary>Plans a search.</summary>
    /// <param name="start">The heart's latent.</param>
    /// <param name="target">What is asked for; NaN: as it is.</param>
    public TargetSearch(float[] start, PhenotypeTarget target) => (_at, Next, Best, _target) = (start, start, start, target);

    /// <summary>Whether steps by the gradients at <see cref="Best"/> led to nothing better, short ones neither.</summary>
    public bool Stuck => ReferenceEquals(_differentiated, Best) && _share <= ShortestShare;

    /// <summary>Steps from the best latent by its own gradients, half as far as last time where that led to nothing better.</summary>
    /// <param name="response">Measured and differentiated at <see cref="Best"/>.</param>
    public void Differentiate(PhenotypeGradient response)
    {
        _share = ReferenceEquals(_differentiated, Best) ? _share / 2 : 1;
        (_at, Next, _differentiated) = (Best, Best, Best);
        _values = [.. _bestValues ?? response.Values]; // the gradient is one look's
        _gradients = [.. response.Gradients];
        _target = _target.Or(new PhenotypeTarget(_values));
        if (response.HasCavity)
            Step();
    }

    /// <summary>The latent to measure next.</summary>
    public float[] Next { get; private set; }

    /// <summary>The latent nearest to its target of those measured.</summary>
    public float[] Best { get; private set; }

    /// <summary>Whether nothing is left to do.</summary>
    public bool Finished { get; private set; }

    /// <summary>Takes what <see cref="Next"/> measures.</summary>
    public void Take(MeasuredFrame frame) => Take(frame, PhenotypeTarget.Of(frame));

    /// <summary>Takes what <see cref="Next"/> measures.</summary>
    /// <param name="frame">One look at it.</param>
    /// <param name="mean">The mean of several looks.</param>
    public void Take(MeasuredFrame frame, PhenotypeTarget mean)
    {
        var measured = mean.Values;
        var miss = _target.Miss(measured);
        if (!_measured || miss < _least)
        {
            (_least, Best, _measured) = (double.IsNaN(miss) ? double.PositiveInfinity : miss, Next, true);
            _bestValues = double.IsNaN(miss) ? null : [.. measured];
        }

        Finished = _least <= 1;
        if (Finished)
            return;
        if (!frame.Measures.IsMeasured)
        {
            Next = Vectors.AddScaled(_at, .5, Vectors.Subtract(Next, _at)); // too far: half the way
            return;
        }

        Learn(Vectors.Subtract(Next, _at), measured);
        _at = Next;
        Step();
    }

    private void Learn(float[] move, IReadOnlyList<double> values)
    {
        var square = Vectors.Dot(move, move);
        for (var p = 0; p < values.Count; p++)
        {
            var surprise = values[p] - _values[p] - Vectors.Dot(_gradients[p], move);
            if (square > 0)
                _gradients[p] = Vectors.AddScaled(_gradients[p], surprise / square, move);
            _values[p] = values[p];
        }
    }

    private void Step()
    {
        if (SteeringStep.Next(_at, [.. _target.Values.Zip(_values, (asked, there) => asked - there)], _gradients) is { } next)
            Next = _share == 1 ? next : Vectors.AddScaled(_at, _share, Vectors.Subtract(next, _at));
        else
            Finished = _measured;
    }
}
