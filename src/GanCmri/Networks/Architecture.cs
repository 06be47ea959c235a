namespace GanCmri.Networks;

/// <summary>How blocks pass images on (Karras et al. 2020, figure 7).</summary>
public enum Architecture
{
    /// <summary>One chain; only the last block makes, or the first reads, the image.</summary>
    Orig,

    /// <summary>Every block adds to (or reads) an image of its resolution: the generator's default.</summary>
    Skip,

    /// <summary>Residual blocks: the discriminator's default.</summary>
    Resnet,
}
