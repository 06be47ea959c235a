using GanCmri.Networks;
using GanCmri.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Training;

/// <summary>The losses of StyleGAN2 training.</summary>
internal static class Losses
{
    /// <summary>Non-saturating logistic loss of the generator (Goodfellow et al. 2014): mean softplus(-D(fake)).</summary>
    public static Tensor Generator(Tensor fakeLogits) => fakeLogits.neg().SoftPlus().mean();

    /// <summary>Logistic loss of the discriminator on fakes: mean softplus(D(fake)).</summary>
    public static Tensor Fake(Tensor fakeLogits) => fakeLogits.SoftPlus().mean();

    /// <summary>Logistic loss of the discriminator on reals: mean softplus(-D(real)).</summary>
    public static Tensor Real(Tensor realLogits) => realLogits.neg().SoftPlus().mean();

    /// <summary>R1: gamma / 2 times the mean squared gradient of D at the reals (Mescheder et al. 2018, equation 9).</summary>
    /// <param name="discriminator">D.</param>
    /// <param name="reals">[N, C, H, W]; after augmentation, if any.</param>
    /// <param name="gamma">Its weight.</param>
    /// <param name="labels">[N, CDim], or null.</param>
    public static Tensor R1(Discriminator discriminator, Tensor reals, double gamma, Tensor? labels = null)
    {
        using var scope = NewDisposeScope();
        var at = reals.detach().requires_grad_();
        var logits = discriminator.Forward(at, labels);
        var gradient = autograd.grad([logits.sum()], [at], retain_graph: true, create_graph: true)[0];
        return gradient.Squared().sum([1, 2, 3]).mean().Times(gamma / 2).MoveToOuterDisposeScope();
    }

    /// <summary>Path-length regularisation (Karras et al. 2020, equation 4).</summary>
    /// <param name="synthesis">F.</param>
    /// <param name="ws">[N, NumWs, WDim], part of a graph or a leaf that requires a gradient.</param>
    /// <param name="pixelNoise">[N, C, H, W] standard normal.</param>
    /// <param name="meanLength">The running mean of path lengths before this step.</param>
    /// <param name="weight">Its weight.</param>
    /// <param name="noise">Per-pixel noise of the synthesis.</param>
    /// <param name="decay">Step of the running mean.</param>
    public static PathLength PathLength(
        Synthesis synthesis,
        Tensor ws,
        Tensor pixelNoise,
        double meanLength,
        double weight,
        Noise noise,
        double decay = 0.01
    )
    {
        using var scope = NewDisposeScope();
        var image = synthesis.Forward(ws, noise);
        var projected = image.mul(pixelNoise).DividedBy(Math.Sqrt(image.shape[2] * image.shape[3])).sum();
        var gradient = autograd.grad([projected], [ws], retain_graph: true, create_graph: true)[0];
        var lengths = gradient.Squared().sum(2).mean([1]).sqrt();
        // The reference lets the gradient flow through the running mean too.
        var mean = lengths.mean().Times(decay).Plus(meanLength * (1 - decay));
        return new PathLength(lengths.Minus(mean).Squared().mean().Times(weight).MoveToOuterDisposeScope(), mean.detach().Number());
    }
}

/// <summary>A path-length term and the running mean after it.</summary>
/// <param name="Loss">Scalar; to be multiplied by the interval when used lazily.</param>
/// <param name="MeanLength">The running mean of path lengths.</param>
internal sealed record PathLength(Tensor Loss, double MeanLength);
