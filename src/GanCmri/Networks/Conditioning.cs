namespace GanCmri.Networks;

/// <summary>How a condition label c enters the networks.</summary>
public enum Conditioning
{
    /// <summary>
    /// Generator: c is embedded and normalised apart from z; discriminator: the logit is the inner product with c, embedded and mapped,
    /// over the square root of its length (Karras et al. 2020, "Training GANs with limited data"; Miyato and Koyama 2018).
    /// </summary>
    Projected,

    /// <summary>
    /// Generator: c times a matrix is appended to z and both are normalised together; discriminator: one logit for each class, of which
    /// c takes its own (StyleGAN2's TensorFlow code of 2019; Mescheder et al. 2018).
    /// </summary>
    Concatenated,
}
