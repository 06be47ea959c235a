namespace GanCmri.Networks;

/// <summary>
/// numpy.random.RandomState: the same seed gives the same numbers, so that a seed means the same latent here as in NVIDIA's
/// programs. MT19937 (Matsumoto and Nishimura 1998) with the polar method for normal numbers.
/// </summary>
internal sealed class NumpyRandom
{
    private const int Size = 624,
        Half = 397;
    private readonly uint[] _state = new uint[Size];
    private int _next = Size;
    private double? _spare;

    /// <summary>Seeds the generator as numpy.random.RandomState(seed) does.</summary>
    public NumpyRandom(uint seed)
    {
        _state[0] = seed;
        for (var i = 1u; i < Size; i++)
            _state[i] = 1812433253u * (_state[i - 1] ^ (_state[i - 1] >> 30)) + i;
    }

    /// <summary>The latent of a seed as NVIDIA's programs draw it: randn(1, length), in single precision.</summary>
    public static float[] Latent(uint seed, int length)
    {
        var random = new NumpyRandom(seed);
        var z = new float[length];
        for (var i = 0; i < length; i++)
            z[i] = (float)random.NextNormal();
        return z;
    }

    /// <summary>The next number of randn: standard normal.</summary>
    public double NextNormal()
    {
        if (_spare is { } spare)
        {
            _spare = null;
            return spare;
        }

        double x,
            y,
            r2;
        do
        {
            x = 2 * NextUniform() - 1;
            y = 2 * NextUniform() - 1;
            r2 = x * x + y * y;
        } while (r2 >= 1 || r2 == 0);
        var f = Math.Sqrt(-2 * Math.Log(r2) / r2);
        _spare = f * x;
        return f * y;
    }

    /// <summary>The next number of random_sample: uniform in [0, 1), 53 bits.</summary>
    public double NextUniform() => ((NextWord() >> 5) * 67108864.0 + (NextWord() >> 6)) / 9007199254740992.0;

    private uint NextWord()
    {
        if (_next == Size)
            Refill();
        var y = _state[_next++];
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c5680u;
        y ^= (y << 15) & 0xefc60000u;
        return y ^ (y >> 18);
    }

    private void Refill()
    {
        for (var i = 0; i < Size; i++)
        {
            var y = (_state[i] & 0x80000000u) | (_state[(i + 1) % Size] & 0x7fffffffu);
            _state[i] = _state[(i + Half) % Size] ^ (y >> 1) ^ ((y & 1) == 0 ? 0 : 0x9908b0dfu);
        }

        _next = 0;
    }
}
