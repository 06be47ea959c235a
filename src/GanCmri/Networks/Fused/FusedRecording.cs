using static TorchSharp.torch;

namespace GanCmri.Networks.Fused;

/// <summary>Images of <see cref="FusedSynthesis"/> with what their gradient needs.</summary>
internal sealed class FusedRecording(FusedSynthesis synthesis, Tensor images, FusedTape[] tapes, NoiseMap[] noise) : RecordedImages(images)
{
    /// <inheritdoc/>
    public override Tensor Gradient(Tensor images) => synthesis.Back(tapes, images);

    /// <inheritdoc/>
    public override void Dispose()
    {
        foreach (var tape in tapes)
            tape.Dispose();
        synthesis.Free(noise);
        base.Dispose();
    }
}
