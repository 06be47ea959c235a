namespace GanCmri.Networks.Fused;

/// <summary>A 3 x 3 convolution of styled feature maps with margins of one pixel, and what follows it.</summary>
internal abstract unsafe class FusedConv
{
    /// <summary>Convolves.</summary>
    /// <param name="x">Feature maps.</param>
    /// <param name="styles">Factors of each image and channel of x, an image every x.Stride.</param>
    /// <param name="finish">What follows.</param>
    /// <param name="y">The result, overwritten.</param>
    /// <param name="memory">Working memory.</param>
    /// <param name="workers">Who share the work.</param>
    public abstract void Apply(Maps x, float* styles, Finish finish, Maps y, WorkingMemory memory, Workers workers);

    /// <summary>Where channels are read sixteen at a time.</summary>
    protected const int Lane = 16;

    /// <summary>How many numbers ahead of their use points are fetched.</summary>
    protected const int Ahead = 4 * Lane;
}
