using GanCmri.Imaging;
using GanCmri.Runtime;

namespace GanCmri.Tests.Imaging.Dicom;

public class DicomOddFilesTests
{
    [Fact]
    public void Read_OddCompany_IsCountedByKindAndStopsNothing()
    {
        using var folder = new TemporaryFolder();
        DicomFolderWriter.WriteCine(folder, "", 3, i => new DicomWriter { TriggerMs = 30 * i });
        DicomFolderWriter.Write(folder, "screen1.dcm", new DicomWriter { Samples = 3, Photometric = "RGB" }, 50);
        DicomFolderWriter.Write(folder, "screen2.dcm", new DicomWriter { Samples = 3, Photometric = "RGB" }, 51);
        DicomFolderWriter.Write(folder, "enhanced.dcm", new DicomWriter { Enhanced = true, Frames = 2 }, 52);
        DicomFolderWriter.Write(folder, "jpeg.dcm", new DicomWriter { Syntax = "1.2.840.10008.1.2.4.90" }, 53);
        DicomFolderWriter.Write(folder, "spectrum.dcm", new DicomWriter { Pixels = false }, 54);
        DicomFolderWriter.Write(folder, "DICOMDIR", new DicomWriter { Rows = 0 }, 55);
        File.WriteAllBytes(folder.File("cut.dcm"), new DicomWriter().Bytes([.. Enumerable.Range(0, 12)])[..^6]);
        foreach (var name in new[] { "._1.dcm", ".DS_Store", "Thumbs.db", "text.dcm", "empty.dcm" })
            File.WriteAllText(folder.File(name), name == "empty.dcm" ? "" : "Mac OS X");
        File.CreateSymbolicLink(folder.File("gone.dcm"), folder.File("nowhere"));
        var options = new CineReaderOptions();
        Assert.Equal(3, Assert.Single(CineReader.Read(folder.Path, options)).Frames.Count);
        Assert.Single(
            options.Notes.Lines,
            l => l.Contains("in colour", StringComparison.Ordinal) && l.Contains(": 2 files (files ", StringComparison.Ordinal)
        );
        foreach (var kind in new[] { "Enhanced", "JPEG 2000", "without pixels", "cut off", "cannot be opened", "companion" })
            Assert.Contains(options.Notes.Lines, l => l.Contains(kind, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Read_DeclaresTheOtherEncoding_IsReadAsItIs(bool isExplicit)
    {
        using var folder = new TemporaryFolder();
        DicomFolderWriter.Write(
            folder,
            "1.dcm",
            new DicomWriter { Explicit = isExplicit, Syntax = isExplicit ? "1.2.840.10008.1.2" : "1.2.840.10008.1.2.1" },
            3
        );
        DicomFolderWriter.Write(folder, "2.dcm", new DicomWriter { Explicit = isExplicit, PositionMm = 10 }, 3);
        var cines = CineReader.Read(folder.Path);
        Assert.Equal(cines[1].Frames[0].Image.Pixels, cines[0].Frames[0].Image.Pixels);
    }

    [Theory]
    [InlineData("??\u0004\0abcd")]
    [InlineData("ZZ\0\0\u0004\0\0\0abcd")]
    [InlineData("\u0004\0\0\0abcd")]
    [InlineData("\0\0\u0004\0abcd")]
    public void Read_PrivateElementOfOddVr_IsSkipped(string element)
    {
        using var folder = new TemporaryFolder();
        DicomFolderWriter.Write(folder, "1.dcm", new DicomWriter { Private = System.Text.Encoding.Latin1.GetBytes(element) }, 3);
        Assert.Equal(
            (3, new PixelSpacing(1.5, 1.25)),
            (CineReader.Read(folder.Path)[0].Frames[0].Image.Height, CineReader.Read(folder.Path)[0].Spacing)
        );
    }

    [Fact]
    public void Read_OnlyFilesThatCannotBeRead_SaysWhyOfTheFirst()
    {
        using var folder = new TemporaryFolder();
        DicomFolderWriter.Write(folder, "jpeg.dcm", new DicomWriter { Syntax = "1.2.840.10008.1.2.4.90" }, 53);
        DicomFolderWriter.Write(folder, "screen.dcm", new DicomWriter { Samples = 3, Photometric = "RGB" }, 50);
        Assert.Contains("JPEG 2000", Assert.Throws<InputException>(() => CineReader.Read(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_LinkToItsOwnFolder_IsFollowedOnce()
    {
        using var folder = new TemporaryFolder();
        DicomFolderWriter.WriteCine(folder, "P1/", 3, i => new DicomWriter { TriggerMs = 30 * i });
        Directory.CreateSymbolicLink(folder.File("P1/self"), folder.File("P1"));
        Directory.CreateSymbolicLink(folder.File("up"), folder.Path);
        var stack = Assert.Single(CineReader.Stacks(folder.Path));
        Assert.Equal(3, stack.Files.Count);
    }
}
