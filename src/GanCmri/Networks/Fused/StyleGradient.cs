namespace GanCmri.Networks.Fused;

/// <summary>The way back of <see cref="FusedStyle"/>: from gradients of styles to those of w.</summary>
internal sealed unsafe class StyleGradient
{
    private readonly PackedMatrix _weights;
    private readonly int _channels,
        _depth;

    /// <param name="weights">The network.</param>
    /// <param name="name">The layer, e.g. "b8.conv0".</param>
    /// <param name="gain">Factor on the styles.</param>
    public StyleGradient(FusedWeights weights, string name, double gain = 1)
    {
        var (affine, shape) = (weights.Of(name + ".affine.weight"), weights[name + ".affine.weight"].shape);
        (_channels, _depth) = ((int)shape[0], (int)shape[1]);
        var scale = gain / Math.Sqrt(_depth);
        _weights = new PackedMatrix(_channels, _depth, [.. affine.Select(a => (float)(a * scale))]);
    }

    /// <summary>Adds to the gradients of w, one every <paramref name="step"/> numbers.</summary>
    public void Apply(float* styles, int stride, int count, float* w, int step, WorkingMemory memory, Workers workers)
    {
        var sums = memory.For(MemoryUse.Squares, (long)count * _weights.Width);
        Gemm.Multiply(styles, stride, count, _weights, sums, _weights.Width, workers);
        for (var n = 0; n < count; n++)
        for (var i = 0; i < _depth; i++)
            w[(long)n * step + i] += sums[(long)n * _weights.Width + i];
    }
}
