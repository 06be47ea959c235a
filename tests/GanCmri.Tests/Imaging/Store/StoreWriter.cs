using GanCmri.Imaging;
using GanCmri.Imaging.Store;

namespace GanCmri.Tests.Imaging.Store;

/// <summary>Writes a frame store of one cine of four frames of 16 x 16 pixels, cut as if a pixel were 5 mm wide.</summary>
internal static class StoreWriter
{
    private const int Side = 16,
        Frames = 4;

    /// <param name="folder">Where.</param>
    /// <param name="complete">What is told of each frame.</param>
    /// <param name="heart">Another number is another heart.</param>
    public static void Write(string folder, Func<FrameRow, FrameRow>? complete = null, int heart = 0)
    {
        using var writer = new FrameStoreWriter(folder, Side);
        for (var frame = 0; frame < Frames; frame++)
            writer.Add(
                new GrayImage(Side, Side, [.. Enumerable.Range(0, Side * Side).Select(i => MathF.Sin(0.1f * i + 0.05f * frame + heart))]),
                new FrameRow
                {
                    Subject = "S001",
                    Series = "S001-01",
                    Frame = frame,
                }
            );
        writer.Finish(
            new FrameStoreInfo
            {
                Resolution = Side,
                FieldMm = 5 * Side,
                AssumedPixelMm = 1.37,
                Validation = 0,
                Seed = 1,
            },
            complete ?? (row => row)
        );
    }
}
