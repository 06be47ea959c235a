using static TorchSharp.torch;

namespace GanCmri.Networks;

/// <summary>Images and the way back from them to the latents they were made of; see <see cref="Synthesis.Record"/>.</summary>
/// <param name="images">[N, Channels, Resolution, Resolution].</param>
internal abstract class RecordedImages(Tensor images) : IDisposable
{
    /// <summary>The images, about [-1, 1], a tensor of its own whose gradient may be asked for.</summary>
    public Tensor Images { get; } = images.detach().requires_grad_(true);

    /// <summary>Takes a gradient of something with respect to the images to one with respect to the latents. May be asked several
    /// times.</summary>
    /// <param name="images">[N, Channels, Resolution, Resolution].</param>
    /// <returns>[N, NumWs, WDim].</returns>
    public abstract Tensor Gradient(Tensor images);

    /// <summary>Frees the images and what was kept for the way back.</summary>
    public virtual void Dispose() => Images.Dispose();
}
