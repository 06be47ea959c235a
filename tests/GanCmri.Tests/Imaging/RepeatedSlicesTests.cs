using GanCmri.Imaging;
using GanCmri.Tests.Imaging.Nifti;

namespace GanCmri.Tests.Imaging;

/// <summary>A slice that a stack holds twice must not count twice.</summary>
public class RepeatedSlicesTests
{
    [Theory]
    [InlineData(new[] { 1, 2, 2, 3 }, new[] { 1, 2 })]
    [InlineData(new[] { 1, 2, 3, 1 }, new[] { 0, 3 })]
    [InlineData(new[] { 1, 2, 3, 4 }, new int[0])]
    [InlineData(new[] { 0, 0, 3, 4 }, new int[0])] // uniform ones fill up
    public void Read_SlicesOfTheSamePixels_AreFlagged(int[] pictures, int[] flagged)
    {
        using var folder = new TemporaryFolder();
        new NiftiWriter
        {
            Sizes = [6, 5, pictures.Length, 2],
            Value = (x, y, z, t) => pictures[z] == 0 ? 7 : 100 + x * pictures[z] + 10 * y + 3 * t,
        }.Write(folder.File("P1.nii"));
        Assert.Equal(flagged, CineReader.Read(folder.Path).Where(s => s.Doubts.Contains("SliceRepeated")).Select(s => s.Slice));
    }

    [Fact]
    public void Read_SlicesThatShareOnePhaseAlone_AreNotFlagged()
    {
        using var folder = new TemporaryFolder();
        new NiftiWriter { Sizes = [6, 5, 4, 2], Value = (x, y, z, t) => 100 + x + 10 * y + t * z }.Write(folder.File("P1.nii"));
        Assert.All(CineReader.Read(folder.Path), s => Assert.DoesNotContain("SliceRepeated", s.Doubts));
    }
}
