namespace GanCmri.Tests.Imaging.Dicom;

/// <summary>Writes DICOM files below a temporary folder; every picture is another, unless told otherwise.</summary>
internal static class DicomFolderWriter
{
    public static void Write(TemporaryFolder folder, string name, DicomWriter file, int picture)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder.File(name))!);
        File.WriteAllBytes(folder.File(name), file.Bytes(Picture(picture, file.Rows * file.Columns * file.Frames)));
    }

    /// <summary>A cine of single images named PREFIX1.dcm on, 40 ms apart.</summary>
    public static void WriteCine(TemporaryFolder folder, string prefix, int frames, Func<int, DicomWriter> file, int picture = 0)
    {
        for (var i = 0; i < frames; i++)
            Write(folder, $"{prefix}{i + 1}.dcm", file(i), picture + i);
    }

    private static int[] Picture(int number, int pixels) =>
        [.. Enumerable.Range(0, pixels).Select(i => (i * 37 + number * 101 + number * i) % 4096)];
}
