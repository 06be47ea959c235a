namespace GanCmri.Networks.Fused;

/// <summary>Working memory of one pass, kept for the next: a block for each use, made anew only when a larger one is asked for.</summary>
internal sealed unsafe class WorkingMemory
{
    private readonly Floats?[] _blocks = new Floats?[Enum.GetValues<MemoryUse>().Length];

    /// <summary>At least <paramref name="length"/> numbers, holding what was left there.</summary>
    public float* For(MemoryUse use, long length)
    {
        ref var block = ref _blocks[(int)use];
        if (block is null || block.Length < length)
        {
            block?.Free();
            block = new Floats(length);
        }

        return block.At;
    }
}

/// <summary>What a block of <see cref="WorkingMemory"/> is for.</summary>
internal enum MemoryUse
{
    /// <summary>Zeros beyond the image's edge; never written.</summary>
    Zeros,

    /// <summary>Feature maps of layers by turns.</summary>
    EvenMaps,

    /// <summary>Feature maps of layers by turns.</summary>
    OddMaps,

    /// <summary>Styles of a layer.</summary>
    Styles,

    /// <summary>Their squares.</summary>
    Squares,

    /// <summary>Factors of demodulation.</summary>
    Factors,

    /// <summary>Noise times its strength.</summary>
    Noise,

    /// <summary>Inputs laid out for products.</summary>
    Inputs,

    /// <summary>Products.</summary>
    Products,

    /// <summary>Images by turns.</summary>
    EvenImage,

    /// <summary>Images by turns.</summary>
    OddImage,

    /// <summary>Gradients of styles, of factors, and what a style's gradient gets from the factors.</summary>
    StyleGradients,

    /// <summary>A filtered gradient before it is taken to half the side.</summary>
    Filtered,

    /// <summary>Sums of twice the side before they are filtered.</summary>
    Unfiltered,
}
