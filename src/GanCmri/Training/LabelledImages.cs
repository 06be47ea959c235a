using static TorchSharp.torch;

namespace GanCmri.Training;

/// <summary>Images and what they are conditioned on.</summary>
/// <param name="Images">[N, C, H, W] in [-1, 1].</param>
/// <param name="Labels">[N, classes], or null.</param>
internal sealed record LabelledImages(Tensor Images, Tensor? Labels)
{
    /// <summary>Images first to first + count - 1.</summary>
    public LabelledImages Part(long first, long count) => new(Images.narrow(0, first, count), Labels?.narrow(0, first, count));
}
