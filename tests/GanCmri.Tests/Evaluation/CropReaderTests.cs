using GanCmri.Evaluation;
using GanCmri.Formats;
using GanCmri.Runtime;

namespace GanCmri.Tests.Evaluation;

public class CropReaderTests
{
    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Read_PixelsThatAreNotFinite_AreRefused(float pixel)
    {
        using var folder = new TemporaryFolder();
        var pixels = new float[2 * 64 * 64];
        pixels[5000] = pixel;
        NpyFile.Write(folder.File("made.npy"), NpyArray.Of(pixels, 2, 1, 64, 64));
        Assert.Contains("finite", Assert.Throws<InputException>(() => CropReader.Read(folder.File("made.npy"))).Message, StringComparison.Ordinal);
    }
}
