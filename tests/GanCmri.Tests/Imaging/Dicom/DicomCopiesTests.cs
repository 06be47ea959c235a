using GanCmri.Imaging;

namespace GanCmri.Tests.Imaging.Dicom;

public class DicomCopiesTests
{
    [Fact]
    public void Read_OneSopUidForAllFiles_DropsNone()
    {
        using var folder = new TemporaryFolder();
        DicomFolderWriter.WriteCine(
            folder,
            "",
            30,
            i => new DicomWriter
            {
                Sop = "1.2.3.4",
                TriggerMs = 30 * i,
                Instance = i,
            }
        );
        Assert.Equal(30, Assert.Single(CineReader.Read(folder.Path)).Frames.Count);
    }

    [Theory]
    [InlineData("1.2.3", "9.1", 0.0)]
    [InlineData("9.9.9", "9.1", 0.0)]
    [InlineData("1.2.3", null, 0.0)]
    [InlineData("9.9.9", "9.1", null)]
    public void Read_ExportedAgainWithNewUids_IsOneCine(string study, string? series, double? place)
    {
        using var folder = new TemporaryFolder();
        DicomFolderWriter.WriteCine(
            folder,
            "P1/a",
            5,
            i => new DicomWriter
            {
                Patient = "P1",
                Sop = $"1.{i}",
                TriggerMs = 30 * i,
                Instance = i,
                PositionMm = place,
            }
        );
        DicomFolderWriter.WriteCine(
            folder,
            "P1/b",
            5,
            i => new DicomWriter
            {
                Patient = "P1",
                Sop = $"9.{i}",
                Study = study,
                Series = series,
                TriggerMs = 30 * i,
                Instance = i,
                PositionMm = place,
            }
        );
        var options = new CineReaderOptions();
        Assert.Equal(5, Assert.Single(CineReader.Read(folder.Path, options)).Frames.Count);
        Assert.Contains(options.Notes.Lines, l => l.Contains("same pixels", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_SomeFilesCopied_AreLeftOut()
    {
        using var folder = new TemporaryFolder();
        DicomFolderWriter.WriteCine(folder, "", 5, i => new DicomWriter { TriggerMs = 60 * i, Instance = i });
        File.Copy(folder.File("2.dcm"), folder.File("2 (1).dcm"));
        Assert.Equal([0.0, 60, 120, 180, 240], Assert.Single(CineReader.Read(folder.Path)).Frames.Select(f => f.TimeMs));
    }

    [Theory]
    [InlineData("ORIGINAL\\PRIMARY\\P\\RETRO\\DIS2D")]
    [InlineData("ORIGINAL\\PRIMARY\\PHASE MAP\\P\\FFE")]
    [InlineData("ORIGINAL\\PRIMARY\\VELOCITY MAP\\P\\PCA")]
    public void Read_PhaseImagesAtTheSameTimes_AreLeftOut(string type)
    {
        using var folder = new TemporaryFolder();
        DicomFolderWriter.WriteCine(
            folder,
            "m",
            4,
            i => new DicomWriter
            {
                ImageType = "ORIGINAL\\PRIMARY\\M\\RETRO",
                TriggerMs = 30 * i,
                Instance = 2 * i,
            }
        );
        DicomFolderWriter.WriteCine(
            folder,
            "p",
            4,
            i => new DicomWriter
            {
                ImageType = type,
                TriggerMs = 30 * i,
                Instance = 2 * i + 1,
            },
            50
        );
        var options = new CineReaderOptions();
        Assert.Equal(["m1", "m2", "m3", "m4"], Assert.Single(CineReader.Read(folder.Path, options)).Frames.Select(f => f.Name));
        Assert.Contains(
            options.Notes.Lines,
            l => l.Contains("phase or velocity", StringComparison.Ordinal) && l.EndsWith(": 4 files", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Read_TwoImagesAtEachTimeWithoutAKind_AreTwoCines()
    {
        using var folder = new TemporaryFolder();
        DicomFolderWriter.WriteCine(folder, "a", 4, i => new DicomWriter { TriggerMs = 30 * i, Instance = i });
        DicomFolderWriter.WriteCine(folder, "b", 4, i => new DicomWriter { TriggerMs = 30 * i, Instance = i + 4 }, 50);
        var cines = CineReader.Read(folder.Path);
        Assert.Equal(["a1 a2 a3 a4", "b1 b2 b3 b4"], cines.Select(c => string.Join(' ', c.Frames.Select(f => f.Name))));
        Assert.NotEqual(cines[0].Name, cines[1].Name);
    }
}
