namespace GanCmri.Networks.Ops;

/// <summary>The activations StyleGAN2 networks may name.</summary>
public enum Activation
{
    /// <summary>x.</summary>
    Linear,

    /// <summary>max(x, 0), gain sqrt 2.</summary>
    Relu,

    /// <summary>Leaky ReLU with slope 0.2, gain sqrt 2: the one all published networks use.</summary>
    Lrelu,

    /// <summary>tanh x.</summary>
    Tanh,

    /// <summary>1 / (1 + exp(-x)).</summary>
    Sigmoid,

    /// <summary>Exponential linear unit.</summary>
    Elu,

    /// <summary>Scaled exponential linear unit.</summary>
    Selu,

    /// <summary>log(1 + exp x).</summary>
    Softplus,

    /// <summary>x sigmoid(x), gain sqrt 2.</summary>
    Swish,
}
