using GanCmri.Networks.Ops;
using GanCmri.Runtime;
using static TorchSharp.torch;

namespace GanCmri.Networks.Layers;

/// <summary>What a modulated convolution works out of its weight alone, kept while the weight stays as it is.</summary>
internal sealed class PreparedWeight : IDisposable
{
    /// <param name="weight">[Cout, Cin, k, k].</param>
    /// <param name="up">Upsampling factor.</param>
    /// <param name="side">Height and width of the output in pixels.</param>
    public PreparedWeight(Tensor weight, int up, int side)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        Squares = weight.Squared().sum([2, 3]).t().contiguous().DetachFromDisposeScope();
        if (up > 1)
            Turned = weight.transpose(0, 1).contiguous().DetachFromDisposeScope();
        else if (weight.device_type == TorchSharp.DeviceType.CPU && Ops.Winograd.Pays(weight.shape[1], weight.shape[0], side))
            Winograd = Ops.Winograd.Weights(weight).DetachFromDisposeScope();
    }

    /// <summary>Sums of squares over the kernel, [Cin, Cout].</summary>
    public Tensor Squares { get; }

    /// <summary>For transposed convolutions: [Cin, Cout, k, k].</summary>
    public Tensor? Turned { get; }

    /// <summary>Where it pays: see <see cref="Ops.Winograd.Weights"/>.</summary>
    public Tensor? Winograd { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Squares.Dispose();
        Turned?.Dispose();
        Winograd?.Dispose();
    }
}
