using GanCmri.Imaging;
using GanCmri.Imaging.Pictures;
using GanCmri.Studies.Projections;

namespace GanCmri.Tests.Studies.Projections;

public sealed class FrameSourceTests : IDisposable
{
    private const int Side = 16;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Cines_PicturesOfTwoStudies_AreCinesOfTheirOwn_AndTheStudyCountsInTheDigest()
    {
        foreach (var study in new[] { "baseline", "followup" })
        foreach (var frame in new[] { 0, 1 })
            PngPictures.SavePng(
                new GrayImage(Side, Side, [.. Enumerable.Range(0, Side * Side).Select(i => MathF.Sin(i * (frame + study.Length)))]),
                GrayRange.Signed,
                Directory.CreateDirectory(_folder.File($"data/P1_{study}/sax")).FullName + $"/frame{frame}.png"
            );
        SourceCine[] cines = [.. FrameSource.Cines(_folder.File("data"), Side)];
        Assert.Equal(["baseline", "followup"], cines.Select(c => c.Id.Study));
        Assert.Single(cines.Select(c => c.Id.Subject).Distinct());
        Assert.All(cines, c => Assert.Equal([0, 1], c.Frames.Select(f => f.Frame)));
        SourceCine[] untold =
        [
            .. cines.Select(c => c with { Frames = [.. c.Frames.Select(f => f with { Cine = f.Cine with { Study = "" } })] }),
        ];
        Assert.NotEqual(FrameSource.Digest(cines), FrameSource.Digest(untold));
    }
}
