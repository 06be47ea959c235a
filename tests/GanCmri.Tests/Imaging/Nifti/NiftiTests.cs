using System.Buffers.Binary;
using System.IO.Compression;
using CsCheck;
using GanCmri.Imaging;
using GanCmri.Imaging.Nifti;
using GanCmri.Runtime;

namespace GanCmri.Tests.Imaging.Nifti;

public class NiftiTests
{
    [Theory]
    [InlineData(2, 8)]
    [InlineData(4, 16)]
    [InlineData(8, 32)]
    [InlineData(16, 32)]
    [InlineData(64, 64)]
    [InlineData(256, 8)]
    [InlineData(512, 16)]
    [InlineData(768, 32)]
    [InlineData(1024, 64)]
    [InlineData(1280, 64)]
    public void Read_EveryTypeAndByteOrder_GivesScaledValues(short type, short bits)
    {
        foreach (var big in new[] { false, true })
        {
            var series = Read(Nifti(type, bits, big, slope: 2, intercept: -1));
            Assert.Equal(2, series.Count);
            Assert.Equal(3, series[1].Frames.Count);
            var image = series[1].Frames[2].Image;
            Assert.Equal((5, 4), (image.Height, image.Width));
            for (var i = 0; i < 20; i++)
                Assert.Equal(2 * ((20 * (1 + 2 * 2) + i) % 120) - 1, image.Pixels[i]);
            Assert.Equal(new PixelSpacing(1.5, 1.25), series[0].Spacing);
            Assert.Equal([0.0, 50, 100], series[0].Frames.Select(f => f.TimeMs));
            Assert.Equal(8.0, series[1].SliceLocationMm);
        }
    }

    [Fact]
    public void Read_PackedWithSidecar_TakesItsTimes()
    {
        using var folder = new TemporaryFolder();
        using (var gz = new GZipStream(File.Create(folder.File("P3_sa.nii.gz")), CompressionLevel.Fastest))
            gz.Write(Nifti(4, 16, false));
        File.WriteAllText(folder.File("P3_sa.json"), """{"slices":[{"slice":1,"slice_location":-7.5,"trigger_time_ms":[10,56.5,102]}]}""");
        var series = CineReader.Read(folder.Path);
        Assert.Equal([10.0, 56.5, 102], series[1].Frames.Select(f => f.TimeMs));
        Assert.Equal([0.0, 50, 100], series[0].Frames.Select(f => f.TimeMs));
        Assert.Equal(-7.5, series[1].SliceLocationMm);
        Assert.Equal("P3", series[0].Subject);
    }

    [Fact]
    public void Read_ThreeDimensions_IsAStackAtOnePhase()
    {
        var bytes = Nifti(4, 16, false);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(40), 3);
        var series = Read(bytes);
        Assert.Equal(2, series.Count);
        Assert.Single(series[0].Frames);
    }

    [Theory]
    [InlineData(1, "ES", 0)]
    [InlineData(4, "", 1)]
    public void Read_AFileNamedByAPhase_IsOfItOnlyWhereItHasOneFrame(int phases, string phase, int notes)
    {
        using var folder = new TemporaryFolder();
        new NiftiWriter { Sizes = [6, 5, 3, phases] }.Write(folder.File("P1_sa_ES.nii"));
        var told = new ReadingNotes();
        var stack = NiftiFile.Read(folder.File("P1_sa_ES.nii"), "P1", notes: told);
        Assert.All(stack.Series.SelectMany(s => s.Frames), f => Assert.Equal(phase, f.Phase));
        Assert.Equal(notes, told.Lines.Count(l => l == "named ED or ES, but a beat of several frames: measured as one: 1 file"));
    }

    [Fact]
    public void Read_HeaderPromisesMoreThanTheFile_IsRefused()
    {
        var bytes = Nifti(4, 16, false);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(42), 4000);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(44), 4000);
        var e = Assert.Throws<InputException>(() => Read(bytes));
        Assert.Contains("bytes of voxels, as the header says", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 5, "348")]
    [InlineData(70, 128, "type")]
    [InlineData(72, 8, "bits a voxel")]
    [InlineData(42, -4, "dimensions")]
    [InlineData(40, 9, "dimensions")]
    [InlineData(346, 0, "n+1")]
    public void Read_WrongHeader_SaysWhatWasExpected(int at, short value, string expected)
    {
        var bytes = Nifti(4, 16, false);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(at), value);
        Assert.Contains(expected, Assert.Throws<InputException>(() => Read(bytes)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NotFinite_BecomesZero()
    {
        var bytes = Nifti(16, 32, false);
        BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(352), float.NaN);
        Assert.Equal(0, Read(bytes)[0].Frames[0].Image.Pixels[0]);
    }

    [Fact]
    public void Read_MutatedOrCut_OnlyInputExceptionAndLittleMemory()
    {
        using var folder = new TemporaryFolder();
        var whole = Nifti(4, 16, false);
        var packed = new MemoryStream();
        using (var gz = new GZipStream(packed, CompressionLevel.Fastest))
            gz.Write(whole);
        Gen.Select(Gen.Bool, Gen.Int[0, 1200], Gen.Select(Gen.Int[0, 351], Gen.Byte).Array[0, 6])
            .Sample(
                (isPacked, cut, changes) =>
                {
                    if (!isPacked)
                        Fuzz.ReadsOrRefuses(folder.File("x.nii"), Fuzz.Mutate(whole, 0, cut, changes));
                    else
                        Fuzz.ReadsOrRefuses(folder.File("y.nii.gz"), Fuzz.Mutate(packed.ToArray(), 0, cut, changes));
                },
                iter: 400,
                threads: 1,
                seed: "0000KOIKRZ91"
            );
    }

    /// <summary>4 columns, 5 rows, 2 slices, 3 phases; voxel i is i mod 120; 1.25 x 1.5 x 8 mm, 0.05 s.</summary>
    private static byte[] Nifti(short type, short bits, bool big, float slope = 1, float intercept = 0)
    {
        using var stream = new MemoryStream();
        Span<byte> header = new byte[352];
        I32(header, 0, 348);
        foreach (var (i, d) in new short[] { 4, 4, 5, 2, 3, 1, 1, 1 }.Index())
            I16(header, 40 + 2 * i, d);
        I16(header, 70, type);
        I16(header, 72, bits);
        foreach (var (i, d) in new[] { 1f, 1.25f, 1.5f, 8, 0.05f }.Index())
            F32(header, 76 + 4 * i, d);
        F32(header, 108, 352);
        F32(header, 112, slope);
        F32(header, 116, intercept);
        header[123] = 10;
        "n+1\0"u8.CopyTo(header[344..]);
        stream.Write(header);
        for (var i = 0; i < 120; i++)
        {
            byte[] value = type switch
            {
                2 or 256 => [(byte)i],
                4 or 512 => BitConverter.GetBytes((short)i),
                8 or 768 => BitConverter.GetBytes(i),
                16 => BitConverter.GetBytes((float)i),
                64 => BitConverter.GetBytes((double)i),
                _ => BitConverter.GetBytes((long)i),
            };
            if (big)
                Array.Reverse(value);
            stream.Write(value);
        }

        return stream.ToArray();

        void I16(Span<byte> s, int at, short v) =>
            (big ? (SpanAction<short>)BinaryPrimitives.WriteInt16BigEndian : BinaryPrimitives.WriteInt16LittleEndian)(s[at..], v);
        void I32(Span<byte> s, int at, int v) =>
            (big ? (SpanAction<int>)BinaryPrimitives.WriteInt32BigEndian : BinaryPrimitives.WriteInt32LittleEndian)(s[at..], v);
        void F32(Span<byte> s, int at, float v) =>
            (big ? (SpanAction<float>)BinaryPrimitives.WriteSingleBigEndian : BinaryPrimitives.WriteSingleLittleEndian)(s[at..], v);
    }

    private delegate void SpanAction<T>(Span<byte> bytes, T value);

    private static IReadOnlyList<CineSeries> Read(byte[] bytes)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("scan.nii");
        File.WriteAllBytes(path, bytes);
        return CineReader.Read(path);
    }
}
