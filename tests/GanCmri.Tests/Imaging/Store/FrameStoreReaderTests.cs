using GanCmri.Imaging;
using GanCmri.Imaging.Hearts;
using GanCmri.Imaging.Store;
using GanCmri.Imaging.Subjects;

namespace GanCmri.Tests.Imaging.Store;

public sealed class FrameStoreReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_OfASourceThatToldNeitherSizeNorTimes_TellsNone()
    {
        StoreWriter.Write(_folder.File("store"), row => row with { Pathology = "HYP" });
        var cine = Assert.Single(CineReader.Read(_folder.File("store")));
        Assert.Null(cine.Spacing);
        Assert.Equal(["NoPixelSize", "NoTimes"], cine.Doubts);
        Assert.Equal("HYP", cine.Pathology);
        Assert.Equal(new PixelSpacing(5, 5), new HeartCrop().SpacingOf(cine)); // by which the store was cut
    }

    [Fact]
    public void Read_OfASourceThatToldThem_HasThem()
    {
        StoreWriter.Write(_folder.File("store"), row => row with { PixelMm = 4, TimeMs = 50 * row.Frame });
        var cine = Assert.Single(CineReader.Read(_folder.File("store")));
        Assert.Equal(new PixelSpacing(4, 4), cine.Spacing);
        Assert.Empty(cine.Doubts);
    }

    [Fact]
    public void Build_OfAStore_KeepsPathologiesAndThatNoSizeIsTold()
    {
        StoreWriter.Write(_folder.File("store"), row => row with { Pathology = "HYP" });
        DatasetBuilder.Build(
            CineReader.Stacks(_folder.File("store")),
            SubjectLinks.Read([]),
            _folder.File("again"),
            new DatasetOptions { AsIs = true }
        );
        using var again = FrameStore.Open(_folder.File("again"));
        Assert.All(again.Rows, r => Assert.Equal(("HYP", null), (r.Pathology, r.PixelMm)));
    }
}
