using CsCheck;
using GanCmri.Imaging;
using GanCmri.Runtime;

namespace GanCmri.Tests.Imaging.Dicom;

public class DicomTests
{
    private static readonly int[] Counts = [0, 1, 2, 3, 100, 200, 300, 400, 1000, 2000, 4000, 4095];

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(false, false)]
    public void Read_EveryEncoding_GivesPixelsAndSpacing(bool isExplicit, bool preamble)
    {
        var series = ReadOne(new DicomWriter { Explicit = isExplicit, Preamble = preamble }.Bytes(Counts));
        var image = series.Frames[0].Image;
        Assert.Equal((3, 4), (image.Height, image.Width));
        Assert.Equal(Counts.Select(c => (float)c), image.Pixels);
        Assert.Equal(new PixelSpacing(1.5, 1.25), series.Spacing);
    }

    [Fact]
    public void Read_SignedTwelveBits_ExtendsSign()
    {
        var image = ReadOne(new DicomWriter { Signed = true }.Bytes(-1, -2048, 2047, 0, 0, 0, 0, 0, 0, 0, 0, 0)).Frames[0].Image;
        Assert.Equal([-1f, -2048, 2047, 0], image.Pixels[..4]);
    }

    [Fact]
    public void Read_RescaleAndEightBits_AreApplied()
    {
        var image = ReadOne(
            new DicomWriter
            {
                Allocated = 8,
                Stored = 8,
                Slope = "2.5",
                Intercept = "-10",
            }.Bytes(0, 4, 255, 0, 0, 0, 0, 0, 0, 0, 0, 0)
        )
            .Frames[0]
            .Image;
        Assert.Equal([-10f, 0, 627.5f, -10], image.Pixels[..4]);
    }

    [Fact]
    public void Read_Monochrome1_IsInverted()
    {
        var image = ReadOne(new DicomWriter { Photometric = "MONOCHROME1" }.Bytes(Counts)).Frames[0].Image;
        Assert.Equal(Counts.Select(c => 4095f - c), image.Pixels);
    }

    [Fact]
    public void Read_MultiFrame_GivesTimesByFrameTime()
    {
        var series = ReadOne(new DicomWriter { Frames = 2, TriggerMs = 10 }.Bytes([.. Counts, .. Counts.Reverse()]));
        Assert.Equal([10.0, 50.0], series.Frames.Select(f => f.TimeMs));
        Assert.Equal(Counts.Reverse().Select(c => (float)c), series.Frames[1].Image.Pixels);
    }

    [Fact]
    public void Read_Folder_SortsSlicesByPositionAndFramesByTriggerTime()
    {
        using var folder = new TemporaryFolder();
        var patient = Directory.CreateDirectory(folder.File("P7")).FullName;
        var instance = 0;
        foreach (var (position, trigger) in new[] { (20.0, 300.0), (10, 300), (20, 20), (10, 40), (20, 160), (10, 160) })
        {
            instance++;
            File.WriteAllBytes(
                Path.Combine(patient, $"{instance}.dcm"),
                new DicomWriter
                {
                    PositionMm = position,
                    TriggerMs = trigger,
                    Instance = instance,
                }.Bytes([.. Counts.Select(c => c / 10 + instance)])
            );
        }

        var series = CineReader.Read(folder.Path);
        Assert.Equal([10.0, 20.0], series.Select(s => s.SliceLocationMm!.Value));
        Assert.Equal([0, 1], series.Select(s => s.Slice));
        Assert.Equal(["4", "6", "2"], series[0].Frames.Select(f => f.Name));
        Assert.Equal([20.0, 160, 300], series[1].Frames.Select(f => f.TimeMs));
        Assert.All(series, s => Assert.Equal("P7", s.Subject));
    }

    [Fact]
    public void Read_WithoutTriggerTimes_OrdersByInstanceNumber()
    {
        using var folder = new TemporaryFolder();
        foreach (var i in new[] { 10, 9, 2 })
            File.WriteAllBytes(folder.File($"{i}.dcm"), new DicomWriter { Instance = i }.Bytes(Counts));
        var series = Assert.Single(CineReader.Read(folder.Path));
        Assert.Equal(["2", "9", "10"], series.Frames.Select(f => f.Name));
        Assert.All(series.Frames, f => Assert.True(double.IsNaN(f.TimeMs)));
    }

    [Theory]
    [InlineData(true, null, 62.5)]
    [InlineData(false, null, 62.5)]
    [InlineData(true, 40.0, 40.0)]
    public void Read_TriggerDelayTime_IsABinaryNumberThatTriggerTimeComesBefore(bool isExplicit, double? trigger, double expected)
    {
        using var folder = new TemporaryFolder();
        for (var i = 0; i < 3; i++)
            DicomFolderWriter.Write(
                folder,
                $"{i}.dcm",
                new DicomWriter
                {
                    Explicit = isExplicit,
                    TriggerMs = trigger * i,
                    TriggerDelayMs = 62.5 * i,
                },
                i
            );
        Assert.Equal([0, expected, 2 * expected], Assert.Single(CineReader.Read(folder.Path)).Frames.Select(f => f.TimeMs));
    }

    [Theory]
    [InlineData("1.2.840.10008.1.2.4.90", "JPEG 2000 Lossless")]
    [InlineData("1.2.840.10008.1.2.5", "RLE Lossless")]
    [InlineData("1.2.840.10008.1.2.2", "Explicit VR Big Endian")]
    public void Read_OtherTransferSyntax_IsRefusedByName(string syntax, string name)
    {
        var e = Assert.Throws<InputException>(() => ReadOne(new DicomWriter { Syntax = syntax }.Bytes(Counts)));
        Assert.Contains(name, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_Truncated_SaysHowManyBytesAreThere()
    {
        var e = Assert.Throws<InputException>(() => ReadOne(new DicomWriter().Bytes(Counts)[..^10]));
        Assert.Contains("expected 24 bytes of pixels, found 14", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ClassicImageWithAnEmptyFrameGroup_IsRead() =>
        Assert.Equal(
            ReadOne(new DicomWriter().Bytes(Counts)).Frames[0].Image.Pixels,
            ReadOne(new DicomWriter { EmptyFrameGroup = true }.Bytes(Counts)).Frames[0].Image.Pixels
        );

    [Fact]
    public void Read_ClassicImageWithAnEmptyFrameGroupAndNoPosition_IsReadWithoutPlace()
    {
        var series = ReadOne(new DicomWriter { EmptyFrameGroup = true, PositionMm = null }.Bytes(Counts));
        Assert.Null(series.SliceLocationMm);
        Assert.Equal(ReadOne(new DicomWriter().Bytes(Counts)).Frames[0].Image.Pixels, series.Frames[0].Image.Pixels);
    }

    [Fact]
    public void Read_EnhancedMultiFrame_IsRefused() =>
        Assert.Contains(
            "Enhanced",
            Assert
                .Throws<InputException>(() => ReadOne(new DicomWriter { Enhanced = true, Frames = 2 }.Bytes([.. Counts, .. Counts])))
                .Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Read_MutatedOrCut_OnlyInputExceptionAndLittleMemory()
    {
        var whole = new DicomWriter { TriggerMs = 40, Slope = "1.5" }.Bytes(Counts);
        var plain = new DicomWriter { Explicit = false, Preamble = false }.Bytes(Counts);
        using var folder = new TemporaryFolder();
        Gen.Select(Gen.Bool, Gen.Int[0, 4000], Gen.Select(Gen.Int[0, 4000], Gen.Byte).Array[0, 6])
            .Sample(
                (isWhole, cut, changes) =>
                {
                    var bytes = Fuzz.Mutate(isWhole ? whole : plain, isWhole ? 128 : 0, cut, changes);
                    Fuzz.ReadsOrRefuses(folder.File("x.dcm"), bytes);
                },
                iter: 400,
                threads: 1,
                seed: "0000KOIKRZ91"
            );
    }

    private static CineSeries ReadOne(byte[] bytes)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("frame.dcm");
        File.WriteAllBytes(path, bytes);
        return Assert.Single(CineReader.Read(path));
    }
}
