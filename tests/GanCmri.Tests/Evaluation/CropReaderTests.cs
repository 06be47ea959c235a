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
        Assert.Contains(
            "finite",
            Assert.Throws<InputException>(() => CropReader.Read(folder.File("made.npy"))).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(0, 255)]
    [InlineData(0, 1)]
    [InlineData(-1024, 3000)]
    public void Read_PixelsOfAnotherScale_AreRefused(float least, float most)
    {
        using var folder = new TemporaryFolder();
        var random = new Random(1);
        NpyFile.Write(
            folder.File("made.npy"),
            NpyArray.Of([.. Enumerable.Range(0, 2 * 64 * 64).Select(_ => least + (most - least) * random.NextSingle())], 2, 1, 64, 64)
        );
        Assert.Contains(
            "pixels in [-1, 1]",
            Assert.Throws<InputException>(() => CropReader.Read(folder.File("made.npy"))).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Read_BlankImageAmongOthers_IsRefused()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(1);
        NpyFile.Write(
            folder.File("made.npy"),
            NpyArray.Of(
                [.. Enumerable.Range(0, 64 * 64).Select(_ => 2 * random.NextSingle() - 1), .. Enumerable.Repeat(-1f, 64 * 64)],
                2,
                1,
                64,
                64
            )
        );
        Assert.Contains(
            "1 of 2 of one grey",
            Assert.Throws<InputException>(() => CropReader.Read(folder.File("made.npy"))).Message,
            StringComparison.Ordinal
        );
    }
}
