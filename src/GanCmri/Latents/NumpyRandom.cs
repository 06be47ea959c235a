namespace GanCmri.Latents;

/// <summary>
/// The numbers of numpy's <c>RandomState(seed)</c>: Mersenne Twister MT19937 (Matsumoto and Nishimura 1998), doubles of 53 bits, normal
/// variates by Marsaglia's polar method. Seeds mean the same latents as in StyleGAN2's own programs.
/// </summary>
public sealed class NumpyRandom
{
    private const int Size = 624, Middle = 397;
    private readonly uint[] _state = new uint[Size];
    private int _next = Size;
    private double? _spare;

    /// <summary>Starts the sequence of a seed.</summary>
    public NumpyRandom(uint seed)
    {
        for (uint i = 0; i < Size; i++)
        {
            _state[i] = seed;
            seed = 1812433253u * (seed ^ (seed >> 30)) + i + 1;
        }
    }

    /// <summary>Standard normal numbers, as <c>randn(count)</c> gives them; float32 as the networks take them.</summary>
    public float[] Normal(int count)
    {
        var values = new float[count];
        for (var i = 0; i < count; i++) values[i] = (float)NextNormal();
        return values;
    }

    /// <summary>The next standard normal number.</summary>
    public double NextNormal()
    {
        if (_spare is { } spare)
        {
            _spare = null;
            return spare;
        }

        double x, y, square;
        do
        {
            x = 2 * NextDouble() - 1;
            y = 2 * NextDouble() - 1;
            square = x * x + y * y;
        }
        while (square >= 1 || square == 0);

        var scale = Math.Sqrt(-2 * Math.Log(square) / square);
        _spare = scale * x;
        return scale * y;
    }

    private double NextDouble()
    {
        var high = NextWord() >> 5;
        var low = NextWord() >> 6;
        return (high * 67108864.0 + low) / 9007199254740992.0;
    }

    private uint NextWord()
    {
        if (_next == Size) Twist();
        var y = _state[_next++];
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c5680;
        y ^= (y << 15) & 0xefc60000;
        return y ^ (y >> 18);
    }

    private void Twist()
    {
        for (var i = 0; i < Size; i++)
        {
            var y = (_state[i] & 0x80000000) | (_state[(i + 1) % Size] & 0x7fffffff);
            _state[i] = _state[(i + Middle) % Size] ^ (y >> 1) ^ ((y & 1) * 0x9908b0df);
        }

        _next = 0;
    }
}
