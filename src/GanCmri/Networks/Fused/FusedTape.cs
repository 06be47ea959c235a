namespace GanCmri.Networks.Fused;

/// <summary>What a pass over a group of images leaves for its gradient.</summary>
internal sealed unsafe class FusedTape : IDisposable
{
    private readonly List<Floats> _kept = [];

    /// <summary>The 3 x 3 layers in their order.</summary>
    public List<LayerPass> Layers { get; } = [];

    /// <summary>Styles of the toRGB layers in their order, addresses.</summary>
    public List<nint> ColourStyles { get; } = [];

    /// <summary>Memory that stays as long as the tape.</summary>
    public float* New(long length)
    {
        _kept.Add(new Floats(length));
        return _kept[^1].At;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var kept in _kept)
            kept.Free();
    }
}

/// <summary>A layer's inputs, outputs and the numbers between them; see <see cref="Finish"/>.</summary>
/// <param name="X">Feature maps in.</param>
/// <param name="Y">Feature maps out.</param>
/// <param name="Styles">Address of the styles [Count, X.Stride].</param>
/// <param name="Factors">Address of the demodulation [Count, Y.Stride].</param>
/// <param name="Noise">Address of the noise of the first image.</param>
/// <param name="NoiseStep">Numbers from one image's noise to the next.</param>
/// <param name="Bias">Address of the bias [Y.Stride].</param>
internal sealed record LayerPass(Maps X, Maps Y, nint Styles, nint Factors, nint Noise, int NoiseStep, nint Bias);
