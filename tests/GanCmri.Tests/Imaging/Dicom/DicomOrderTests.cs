using GanCmri.Imaging;

namespace GanCmri.Tests.Imaging.Dicom;

public class DicomOrderTests
{
    [Fact]
    public void Read_SomeTriggerTimesMissing_KeepsTheOrderOfInstances()
    {
        using var folder = new TemporaryFolder();
        DicomFolderWriter.WriteCine(
            folder,
            "",
            12,
            i => new DicomWriter { TriggerMs = i is 0 or 5 or 6 ? null : 30 * i, Instance = i + 1 }
        );
        Assert.Equal(Names(12), Frames(folder));
    }

    [Fact]
    public void Read_SomeTriggerTimesAndAllNumbersMissing_KeepsTheOrderOfNames()
    {
        using var folder = new TemporaryFolder();
        DicomFolderWriter.WriteCine(folder, "", 12, i => new DicomWriter { TriggerMs = i == 10 ? null : 30 * i, Instance = null });
        Assert.Equal(Names(12), Frames(folder));
    }

    [Fact]
    public void Read_NoTimesAndNoNumbers_CountsNamesNaturally()
    {
        using var folder = new TemporaryFolder();
        DicomFolderWriter.WriteCine(folder, "", 10, _ => new DicomWriter { Instance = null });
        Assert.Equal(Names(10), Frames(folder));
    }

    [Fact]
    public void Read_OneInstanceNumberForAll_CountsNamesNaturally()
    {
        using var folder = new TemporaryFolder();
        DicomFolderWriter.WriteCine(folder, "", 10, i => new DicomWriter { Instance = 1, Sop = $"1.{i}" });
        Assert.Equal(Names(10), Frames(folder));
    }

    [Fact]
    public void Read_ContentTimesOnly_OrdersByThem()
    {
        using var folder = new TemporaryFolder();
        DicomFolderWriter.WriteCine(
            folder,
            "",
            10,
            i => new DicomWriter { Instance = null, ContentTime = FormattableString.Invariant($"1200{59 - i}.500000") }
        );
        Assert.Equal(Names(10).Reverse(), Frames(folder));
    }

    [Fact]
    public void Read_FrameTimeVector_GivesTimes()
    {
        using var folder = new TemporaryFolder();
        DicomFolderWriter.Write(folder, "a.dcm", new DicomWriter { Frames = 4, FrameTimes = "0\\30\\40\\50" }, 1);
        Assert.Equal([0.0, 30, 70, 120], Assert.Single(CineReader.Read(folder.Path)).Frames.Select(f => f.TimeMs));
    }

    [Fact]
    public void Read_SlicesWithoutPlaceWhoseTimesBeginAnew_AreSlices()
    {
        using var folder = new TemporaryFolder();
        DicomFolderWriter.WriteCine(
            folder,
            "",
            30,
            i => new DicomWriter
            {
                PositionMm = null,
                TriggerMs = 30 * (i % 10),
                Instance = i + 1,
            }
        );
        AreThreeSlices(folder);
    }

    [Fact]
    public void Read_SlicesWithoutPlaceAndTime_AreTakenByImagesABeat()
    {
        using var folder = new TemporaryFolder();
        DicomFolderWriter.WriteCine(
            folder,
            "",
            30,
            i => new DicomWriter
            {
                PositionMm = null,
                CycleImages = 10,
                Instance = i + 1,
            }
        );
        AreThreeSlices(folder);
    }

    [Fact]
    public void Read_SlicesWithoutPlaceAndTime_AreTakenByNames()
    {
        using var folder = new TemporaryFolder();
        for (var s = 1; s < 4; s++)
            DicomFolderWriter.WriteCine(folder, $"slice{s}_", 10, i => new DicomWriter { PositionMm = null, Instance = null }, 20 * s);
        AreThreeSlices(folder);
    }

    [Fact]
    public void Read_MultiFrameFilesWithoutPlace_AreASliceEach()
    {
        using var folder = new TemporaryFolder();
        for (var s = 1; s < 4; s++)
            DicomFolderWriter.Write(
                folder,
                $"{s}.dcm",
                new DicomWriter
                {
                    PositionMm = null,
                    Frames = 10,
                    Instance = s,
                },
                20 * s
            );
        AreThreeSlices(folder);
    }

    [Fact]
    public void Read_NothingTellsSlicesApart_IsDoubted()
    {
        using var folder = new TemporaryFolder();
        for (var i = 0; i < 9; i++) // a bright spot that leaps from slice to slice
            File.WriteAllBytes(
                folder.File($"{i}.dcm"),
                new DicomWriter { PositionMm = null, Instance = i + 1 }.Bytes([
                    .. Enumerable.Range(0, 12).Select(p => p == i / 3 ? 4000 : i),
                ])
            );
        var options = new CineReaderOptions();
        Assert.Contains(CineDoubts.FramesDiffer, Assert.Single(CineReader.Read(folder.Path, options)).Doubts);
        Assert.Contains(options.Notes.Lines, l => l.Contains("without place and time", StringComparison.Ordinal));
    }

    private static void AreThreeSlices(TemporaryFolder folder)
    {
        var cines = CineReader.Read(folder.Path);
        Assert.Equal([(0, 10), (1, 10), (2, 10)], cines.Select(c => (c.Slice, c.Frames.Count)));
        Assert.All(cines, c => Assert.Null(c.SliceLocationMm));
    }

    private static IEnumerable<string> Names(int count) => Enumerable.Range(1, count).Select(i => $"{i}");

    private static IEnumerable<string> Frames(TemporaryFolder folder) =>
        Assert.Single(CineReader.Read(folder.Path)).Frames.Select(f => f.Name);
}
