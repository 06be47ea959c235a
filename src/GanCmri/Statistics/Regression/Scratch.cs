using System.Buffers;

namespace GanCmri.Statistics.Regression;

/// <summary>Arrays lent for one step, so that hundreds of models share the memory of a few.</summary>
internal sealed class Scratch : IDisposable
{
    private readonly List<double[]> _lent = [];

    /// <summary>An array of so many values or more, with anything in it.</summary>
    public double[] Take(int length)
    {
        _lent.Add(ArrayPool<double>.Shared.Rent(length));
        return _lent[^1];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var array in _lent)
            ArrayPool<double>.Shared.Return(array);
        _lent.Clear();
    }
}
