using static TorchSharp.torch;

namespace GanCmri.Runtime;

/// <summary>The running average of weights in training; it follows quickly at first, (1 + steps) / (10 + steps) of it being kept.</summary>
internal sealed class RunningAverage : IDisposable
{
    private readonly Tensor[] _weights,
        _average;
    private readonly double _decay;

    /// <param name="weights">The tensors that training changes in place.</param>
    /// <param name="decay">Largest share of the average kept at each step.</param>
    public RunningAverage(IEnumerable<Tensor> weights, double decay)
    {
        (_weights, _decay) = ([.. weights], decay);
        _average = [.. _weights.Select(w => w.detach().clone())];
    }

    /// <summary>Takes in the weights after a step.</summary>
    public void Take()
    {
        using var noGradient = no_grad();
        var keep = Math.Min(_decay, (1.0 + Steps) / (10.0 + Steps));
        for (var i = 0; i < _average.Length; i++)
            _average[i].MultiplyBy(keep).AddTimes(_weights[i], 1 - keep);
        Steps++;
    }

    /// <summary>Puts the average in the weights' place.</summary>
    public void PutBack()
    {
        using var noGradient = no_grad();
        for (var i = 0; i < _average.Length; i++)
            _weights[i].copy_(_average[i]);
    }

    /// <summary>The average, a tensor for each of the weights.</summary>
    public IReadOnlyList<Tensor> Average => _average;

    /// <summary>How many steps it has taken in; what is set goes on from there, with values copied into <see cref="Average"/>.</summary>
    public long Steps { get; set; }

    public void Dispose()
    {
        foreach (var t in _average)
            t.Dispose();
    }
}
