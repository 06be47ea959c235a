using System.IO.Compression;
using GanCmri.Imaging;
using GanCmri.Imaging.Store;
using GanCmri.Tests.Imaging.Dicom;
using GanCmri.Tests.Imaging.Nifti;
using static GanCmri.Cli.Tests.Endurance.BrokenReaders;

namespace GanCmri.Cli.Tests.Endurance;

/// <summary>Cines: DICOM, NIfTI with its sidecar, listed pictures, frame stores.</summary>
internal static class BrokenCines
{
    private const string Sidecar =
        """{"slices": [{"slice": 0, "slice_location": 40.5, "trigger_time_ms": [10, 56, 101, 150]}, """
        + """{"slice": 1, "slice_location": 48.5, "trigger_time_ms": [10, 56, 101, 150]}]}""";
    private const string Table =
        "patient,image,slice,instance,time_ms,phase,pixel_mm,pathology,lv_mask\n"
        + "P1,a.png,0,0,0,ED,1.5,HCM,a.png\nP1,b.png,0,1,40,ES,1.5,HCM,\nP2,a.png,0,0,0,,1.4,,\n";

    public static IReadOnlyList<BrokenReader> All { get; } =
    [
        new("dicom", "x.dcm", Dicom, Mutator.Bytes, Read),
        new(
            "nifti",
            "x.nii",
            () => [Nifti(), Nifti(new NiftiWriter { Type = 16, Sform = NiftiWriter.Affine([1.5, 0, 0], [0, 1.5, 0], [0, 0, 8]) })],
            Mutator.Bytes,
            Read
        ),
        new(
            "nifti-gz",
            "x.nii.gz",
            () => [Packed(Nifti())],
            (whole, random) => random.Next(3) == 0 ? Mutator.Bytes(whole, random) : Packing.GZip(whole, random),
            Read
        ),
        new("nifti-sidecar", "x.json", () => [Utf8(Sidecar)], Mutator.Text, path => Read(Path.ChangeExtension(path, ".nii")))
        {
            Beside = folder => File.WriteAllBytes(Path.Combine(folder, "x.nii"), Nifti()),
        },
        new("frames-csv", "frames.csv", () => [Utf8(Table)], Mutator.Text, path => Read(Path.GetDirectoryName(path)!))
        {
            MayNameFilesAnywhere = true,
            Beside = folder =>
            {
                foreach (var name in new[] { "a.png", "b.png" })
                    File.WriteAllBytes(Path.Combine(folder, name), Picture());
            },
        },
        new("store-json", "dataset.json", () => [Store("dataset.json")], Mutator.Text, ReadStore) { Beside = WriteStore },
        new("store-csv", "frames.csv", () => [Store("frames.csv")], Mutator.Text, ReadStore) { Beside = WriteStore },
    ];

    private static void Read(string path) => Assert.NotEmpty(CineReader.Read(path));

    private static void ReadStore(string path)
    {
        using var store = FrameStore.Open(Path.GetDirectoryName(path)!);
        for (var i = 0; i < store.Count; i++)
            store.Read(i);
    }

    private static byte[][] Dicom()
    {
        int[] pixels = [.. Enumerable.Range(0, 24).Select(i => 50 * i)];
        return
        [
            new DicomWriter
            {
                TriggerMs = 10,
                Slope = "1",
                Intercept = "0",
                ImageType = "ORIGINAL\\PRIMARY\\M",
            }.Bytes(pixels[..12]),
            new DicomWriter
            {
                Explicit = false,
                Preamble = false,
                SliceLocation = 3,
                Series = "1.2.9",
            }.Bytes(pixels[..12]),
            new DicomWriter
            {
                Frames = 2,
                FrameTimes = "0\\40",
                Allocated = 16,
                Signed = true,
            }.Bytes(pixels),
        ];
    }

    private static byte[] Nifti(NiftiWriter? writer = null) => Written("x.nii", (writer ?? new NiftiWriter()).Write);

    private static byte[] Packed(byte[] whole)
    {
        using var stream = new MemoryStream();
        using (var gz = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true))
            gz.Write(whole);
        return stream.ToArray();
    }

    private static byte[] Store(string name)
    {
        using var folder = new TemporaryFolder();
        WriteStore(folder.Path);
        return File.ReadAllBytes(folder.File(name));
    }

    private static void WriteStore(string folder)
    {
        using var writer = new FrameStoreWriter(folder, 8);
        for (var i = 0; i < 3; i++)
            writer.Add(
                new GrayImage(8, 8, new float[64]),
                new FrameRow
                {
                    Subject = "S001",
                    Series = "S001-01",
                    Frame = i,
                    TimeMs = 40 * i,
                    PixelMm = 1.5,
                }
            );
        writer.Finish(
            new FrameStoreInfo
            {
                Resolution = 8,
                FieldMm = 175,
                AssumedPixelMm = 1.37,
                Validation = 0,
                Seed = 1,
            },
            row => row
        );
    }
}
