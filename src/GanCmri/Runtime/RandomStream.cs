namespace GanCmri.Runtime;

/// <summary>
/// A stream of random numbers found by its address (seed, then any path of indices), so that no draw depends on the order in which
/// subjects or frames are made. SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
/// </summary>
internal sealed class RandomStream
{
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private const ulong Multiplier = 0xD1342543DE82EF95;
    private ulong _state;
    private double _spare = double.NaN;

    public RandomStream(long seed, params ReadOnlySpan<long> path)
    {
        _state = Mix((ulong)seed + Golden);
        // Seed and steps must not be exchangeable, or subject 3 of seed 1 would be subject 2 of seed 2: multiply before adding.
        foreach (var step in path)
            _state = Mix(_state * Multiplier + (ulong)step + Golden);
    }

    /// <summary>A number in [0, 1).</summary>
    public double Uniform() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A number in [low, high).</summary>
    public double Uniform(double low, double high) => low + (high - low) * Uniform();

    /// <summary>A standard normal number (Box and Muller 1958).</summary>
    public double Normal()
    {
        if (!double.IsNaN(_spare))
        {
            var spare = _spare;
            _spare = double.NaN;
            return spare;
        }

        var radius = Math.Sqrt(-2 * Math.Log(1 - Uniform()));
        var (sin, cos) = Math.SinCos(2 * Math.PI * Uniform());
        _spare = radius * sin;
        return radius * cos;
    }

    private ulong Next() => Mix(_state += Golden);

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
