using static TorchSharp.torch;

namespace GanCmri.Networks.Layers;

/// <summary>Images made by the layers themselves, with libtorch's graph for their gradient.</summary>
internal sealed class LayeredRecording : RecordedImages
{
    private readonly Tensor _ws,
        _made;

    /// <param name="ws">The latents, a leaf.</param>
    /// <param name="made">The images, with the graph.</param>
    public LayeredRecording(Tensor ws, Tensor made)
        : base(made) => (_ws, _made) = (ws, made);

    /// <inheritdoc/>
    public override Tensor Gradient(Tensor images) => autograd.grad([_made], [_ws], [images], retain_graph: true)[0];

    /// <inheritdoc/>
    public override void Dispose()
    {
        _made.Dispose();
        _ws.Dispose();
        base.Dispose();
    }
}
