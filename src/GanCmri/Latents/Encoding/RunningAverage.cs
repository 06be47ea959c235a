using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Latents.Encoding;

/// <summary>The running average of a module's weights; it follows quickly at first.</summary>
internal sealed class RunningAverage : IDisposable
{
    private readonly Tensor[] _weights, _average;
    private readonly double _decay;
    private long _steps;

    public RunningAverage(nn.Module module, double decay)
    {
        (_weights, _decay) = ([.. module.parameters()], decay);
        _average = [.. _weights.Select(w => w.detach().clone())];
    }

    /// <summary>Takes in the weights after a step.</summary>
    public void Take()
    {
        using var noGradient = no_grad();
        var keep = Math.Min(_decay, (1.0 + _steps) / (10.0 + _steps));
        for (var i = 0; i < _average.Length; i++) _average[i].mul_(keep).add_(_weights[i], alpha: 1 - keep);
        _steps++;
    }

    /// <summary>Puts the average in the weights' place.</summary>
    public void PutBack()
    {
        using var noGradient = no_grad();
        for (var i = 0; i < _average.Length; i++) _weights[i].copy_(_average[i]);
    }

    public void Dispose()
    {
        foreach (var t in _average) t.Dispose();
    }
}
