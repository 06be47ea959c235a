using GanCmri.Imaging;
using GanCmri.Phenotypes;
using GanCmri.Runtime;
using static TorchSharp.torch;

namespace GanCmri.Evaluation;

/// <summary>The segmenter's encoder as an extractor of features: the cFID idea of the paper.</summary>
internal static class SegmenterFeatures
{
    /// <summary>The extractor's name for tables.</summary>
    public const string Name = "segmenter encoder";

    private const int Chunk = 256;

    /// <summary>Features of heart crops.</summary>
    /// <param name="segmenter">The segmenter, kept by the caller.</param>
    /// <param name="frames">Heart crops of 64 x 64 or 128 x 128 pixels.</param>
    /// <returns>One array a frame.</returns>
    public static float[][] Extract(Segmenter segmenter, IReadOnlyList<GrayImage> frames) =>
        [.. frames.Chunk(Chunk).SelectMany(chunk => ExtractChunk(segmenter, chunk))];

    private static float[][] ExtractChunk(Segmenter segmenter, GrayImage[] frames)
    {
        using var scope = NewDisposeScope();
        var crops = tensor(frames.SelectMany(f => f.Pixels).ToArray()).reshape(frames.Length, 1, frames[0].Height, frames[0].Width);
        var features = segmenter.Features(crops);
        return [.. features.Numbers().Chunk((int)features.shape[1])];
    }
}
