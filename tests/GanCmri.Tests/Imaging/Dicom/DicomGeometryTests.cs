using GanCmri.Imaging;

namespace GanCmri.Tests.Imaging.Dicom;

public class DicomGeometryTests
{
    [Fact]
    public void Read_OrientationAndSpacingDifferByRounding_IsOneStack()
    {
        using var folder = new TemporaryFolder();
        for (var s = 0; s < 4; s++)
        {
            var tilt = s % 2 == 0 ? "1\\0\\0.0049999\\0\\1\\0" : "1\\0\\0.0050001\\0\\1\\0";
            var spacing = s % 2 == 0 ? "1.4062500\\1.4062500" : "1.4062513\\1.4062487";
            DicomFolderWriter.WriteCine(
                folder,
                $"{s}-",
                3,
                i => new DicomWriter
                {
                    PositionMm = 10 * s,
                    Orientation = tilt,
                    Spacing = spacing,
                    TriggerMs = 30 * i,
                },
                20 * s
            );
        }

        var stack = Assert.Single(CineReader.Stacks(folder.Path));
        Assert.Equal([0, 1, 2, 3], stack.Series.Select(s => s.Slice));
        Assert.All(stack.Series, s => Assert.Equal(1.40625, s.Spacing!.RowMm, 1e-9));
    }

    [Fact]
    public void Read_SpacingInOneFileOnly_HoldsForItsSeries()
    {
        using var folder = new TemporaryFolder();
        DicomFolderWriter.WriteCine(
            folder,
            "",
            4,
            i => new DicomWriter
            {
                Series = "1.7",
                Spacing = i == 2 ? "1.5\\1.5" : null,
                TriggerMs = 30 * i,
            }
        );
        var cine = Assert.Single(CineReader.Read(folder.Path));
        Assert.Equal((4, new PixelSpacing(1.5, 1.5)), (cine.Frames.Count, cine.Spacing));
    }

    [Fact]
    public void Read_DecimalCommas_AreUnderstood()
    {
        using var folder = new TemporaryFolder();
        DicomFolderWriter.Write(folder, "1.dcm", new DicomWriter { Spacing = "1,5625\\1,25" }, 1);
        Assert.Equal(new PixelSpacing(1.5625, 1.25), CineReader.Read(folder.Path)[0].Spacing);
    }

    [Fact]
    public void Read_NoSpacing_IsDoubted()
    {
        using var folder = new TemporaryFolder();
        DicomFolderWriter.WriteCine(folder, "", 8, i => new DicomWriter { Spacing = null, TriggerMs = 100 * i });
        Assert.Equal([CineDoubts.PixelSize], Assert.Single(CineReader.Read(folder.Path)).Doubts);
    }

    [Theory]
    [InlineData(40000)]
    [InlineData(0.04)]
    public void Read_TimesInAnotherUnit_AreDoubted(double step)
    {
        using var folder = new TemporaryFolder();
        DicomFolderWriter.WriteCine(folder, "", 20, i => new DicomWriter { TriggerMs = step * i });
        Assert.Equal([CineDoubts.Times], Assert.Single(CineReader.Read(folder.Path)).Doubts);
    }

    [Fact]
    public void Read_OnePositionForAllButSliceLocations_TakesThese()
    {
        using var folder = new TemporaryFolder();
        for (var s = 0; s < 3; s++)
            DicomFolderWriter.WriteCine(folder, $"{s}-", 3, i => new DicomWriter { SliceLocation = 8 * s, TriggerMs = 30 * i }, 20 * s);
        Assert.Equal([0.0, 8, 16], CineReader.Read(folder.Path).Select(c => c.SliceLocationMm!.Value));
    }

    [Fact]
    public void Read_StillsBesideACine_AreAStackOfTheirOwn()
    {
        using var folder = new TemporaryFolder();
        for (var s = 0; s < 3; s++)
        {
            DicomFolderWriter.WriteCine(
                folder,
                $"cine{s}-",
                4,
                i => new DicomWriter
                {
                    Series = "1.1",
                    PositionMm = 10 * s,
                    TriggerMs = 30 * i,
                },
                20 * s
            );
            DicomFolderWriter.Write(folder, $"late{s}.dcm", new DicomWriter { Series = "1.2", PositionMm = 10 * s + 5 }, 100 + s);
        }

        Assert.Equal([(3, 4), (3, 1)], CineReader.Stacks(folder.Path).Select(s => (s.Series.Count, s.Series[0].Frames.Count)));
        Assert.Equal([0, 1, 2, 0, 1, 2], CineReader.Read(folder.Path).Select(c => c.Slice));
    }

    [Theory]
    [InlineData("AAAABBBB", "01230123", new[] { 4, 4 })] // a whole stack twice
    [InlineData("AAAABBBBB", "012301234", new[] { 4, 5 })] // the second reaches further
    [InlineData("AAAABBBBC", "012301231", new[] { 4, 4, 1 })]
    [InlineData("AAABBBCCCD", "0123456784", new[] { 10 })] // breath holds, one slice again
    [InlineData("AAABBBCCCDDD", "012345678345", new[] { 12 })] // a whole breath hold again
    [InlineData("AAAAAAABBD", "0123456784", new[] { 10 })] // most slices in one breath hold
    [InlineData("AAABBBCCC", "012345678", new[] { 9 })]
    public void Read_SeriesThatRepeatPlaces_AreStacksWhereTheyAreWhole(string series, string places, int[] stacks)
    {
        using var folder = new TemporaryFolder();
        foreach (var (s, (name, place)) in series.Zip(places).Index())
            DicomFolderWriter.WriteCine(
                folder,
                $"{s}-",
                3,
                i => new DicomWriter
                {
                    Series = $"1.{(int)name}",
                    SeriesNumber = name,
                    PositionMm = 10 * (place - '0'),
                    TriggerMs = 30 * i,
                },
                20 * s
            );
        Assert.Equal(stacks, CineReader.Stacks(folder.Path).Select(s => s.Series.Count));
    }
}
