using System.Globalization;
using System.Runtime.InteropServices;
using GanCmri.Formats;
using static TorchSharp.torch;

namespace GanCmri.Runtime;

/// <summary>The running average of weights in training; it follows quickly at first, (1 + steps) / (10 + steps) of it being kept.</summary>
internal sealed class RunningAverage : IDisposable
{
    private const string Steps = "steps";
    private readonly Tensor[] _weights,
        _average;
    private readonly double _decay;
    private long _steps;

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
        var keep = Math.Min(_decay, (1.0 + _steps) / (10.0 + _steps));
        for (var i = 0; i < _average.Length; i++)
            _average[i].MultiplyBy(keep).AddTimes(_weights[i], 1 - keep);
        _steps++;
    }

    /// <summary>Puts the average in the weights' place.</summary>
    public void PutBack()
    {
        using var noGradient = no_grad();
        for (var i = 0; i < _average.Length; i++)
            _weights[i].copy_(_average[i]);
    }

    /// <summary>Writes the average and how many steps it has taken in.</summary>
    public void Save(string path) =>
        SafetensorsFile.Write(
            path,
            [
                .. _average.Select(
                    (t, i) =>
                        new SafetensorsTensor(
                            i.ToString(CultureInfo.InvariantCulture),
                            StoredType.F32,
                            t.shape,
                            () => MemoryMarshal.AsBytes<float>(t.cpu().contiguous().data<float>().ToArray()).ToArray()
                        )
                ),
            ],
            new Dictionary<string, string> { [Steps] = _steps.ToString(CultureInfo.InvariantCulture) }
        );

    /// <summary>Takes up an average that was written for the same weights.</summary>
    /// <exception cref="InputException">The file is missing or damaged.</exception>
    public void Load(string path)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        using var file = SafetensorsFile.Open(path);
        foreach (var (i, mean) in _average.Index())
            mean.copy_(tensor(MemoryMarshal.Cast<byte, float>(file.Bytes(i.ToString(CultureInfo.InvariantCulture))).ToArray(), mean.shape));
        _steps = long.Parse(file.Metadata[Steps], CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        foreach (var t in _average)
            t.Dispose();
    }
}
