using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GanCmri.Phenotypes;

/// <summary>Twice: 3 x 3 convolution, batch normalisation, ReLU. [N, inputs, H, W] to [N, outputs, H, W].</summary>
internal sealed class ConvolutionBlock : Module<Tensor, Tensor>
{
    private readonly Conv2d conv0;
    private readonly Conv2d conv1;
    private readonly BatchNorm2d norm0;
    private readonly BatchNorm2d norm1;

    public ConvolutionBlock(int inputs, int outputs)
        : base(nameof(ConvolutionBlock))
    {
        conv0 = Conv2d(inputs, outputs, 3, padding: 1, bias: false);
        conv1 = Conv2d(outputs, outputs, 3, padding: 1, bias: false);
        norm0 = BatchNorm2d(outputs);
        norm1 = BatchNorm2d(outputs);
        RegisterComponents();
    }

    /// <summary>
    /// Whether convolutions multiply in bfloat16 (1.5 times as fast on CPUs that can); weights, normalisation and
    /// gradients of weights stay float32. For training: measuring uses float32.
    /// </summary>
    public bool HalfPrecision { get; set; }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var y = norm0.forward(Convolve(conv0, x)).relu_();
        return norm1.forward(Convolve(conv1, y)).relu_().MoveToOuterDisposeScope();
    }

    private Tensor Convolve(Conv2d conv, Tensor x) =>
        HalfPrecision ? functional.conv2d(x.to(bfloat16), conv.weight.to(bfloat16), padding: [1, 1]) : conv.forward(x);
}
