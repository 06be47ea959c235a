namespace GanCmri.Imaging.Labels;

/// <summary>Collects the values of a picture or volume until they tell whether they are labels: few small whole numbers, most of them
/// 0.</summary>
internal sealed class LabelValues
{
    private const int Largest = 16,
        MostIfNamed = 64;

    private readonly HashSet<float> _values = [];
    private long _zeros,
        _count;
    private bool _fractions,
        _negative,
        _aboveOne;

    /// <summary>Adds pixels.</summary>
    /// <returns>False as soon as they cannot be labels, whatever the name says.</returns>
    public bool Add(ReadOnlySpan<float> pixels)
    {
        foreach (var v in pixels)
        {
            _count++;
            if (v == 0)
            {
                _zeros++;
                continue;
            }
            _fractions |= v != MathF.Floor(v);
            _negative |= v < 0;
            _aboveOne |= v > 1;
            if (_values.Count <= MostIfNamed)
                _values.Add(v);
        }

        return !_negative && (_values.Count <= MostIfNamed || !_aboveOne) && !(_fractions && _aboveOne);
    }

    /// <summary>Whether what was added are labels.</summary>
    /// <param name="isNamed">The name says so: then up to 64 whole numbers will do, or shares from 0 to 1 as resampling leaves
    /// them.</param>
    public bool AreLabels(bool isNamed)
    {
        if (_values.Count == 0 || _negative)
            return _values.Count == 0 && isNamed;
        if (_fractions)
            return isNamed && !_aboveOne;
        if (isNamed)
            return _values.Count <= MostIfNamed;
        return _values.Count < Largest && _zeros > _count / 2 && (_values.Max() <= Largest || _values.SetEquals([255f]));
    }
}
