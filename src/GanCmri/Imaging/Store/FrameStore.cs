using System.IO.MemoryMappedFiles;
using System.Text.Encodings.Web;
using System.Text.Json;
using CsvHelper;
using CsvHelper.TypeConversion;
using GanCmri.Formats.Tables;
using GanCmri.Runtime;

namespace GanCmri.Imaging.Store;

/// <summary>
/// A folder of equally large frames for training: frames.bin (uint8, N x H x W, memory-mapped), frames.csv and dataset.json.
/// Reading is safe from many threads.
/// </summary>
public sealed class FrameStore : IDisposable
{
    internal const string PixelsFile = "frames.bin",
        RowsFile = "frames.csv",
        InfoFile = "dataset.json";

    internal static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    private FrameStore(FrameStoreInfo info, IReadOnlyList<FrameRow> rows, MemoryMappedFile file)
    {
        (Info, Rows, _file) = (info, rows, file);
        _view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
    }

    /// <summary>How the store was made.</summary>
    public FrameStoreInfo Info { get; }

    /// <summary>One row a frame; <c>Rows[i].Index == i</c>.</summary>
    public IReadOnlyList<FrameRow> Rows { get; }

    /// <summary>Number of frames.</summary>
    public int Count => Rows.Count;

    /// <summary>Height and width of each frame, pixels.</summary>
    public int Resolution => Info.Resolution;

    /// <summary>Opens a store. A store that is rewritten meanwhile is refused: pixels and table would be of two stores.</summary>
    /// <exception cref="InputException">A file is missing, damaged, or does not fit the others.</exception>
    public static FrameStore Open(string folder)
    {
        try
        {
            return OpenWhole(folder);
        }
        catch (FileNotFoundException e) when (e.FileName is not null)
        {
            throw Missing(e.FileName); // it was there a moment ago
        }
    }

    private static FrameStore OpenWhole(string folder)
    {
        var (pixels, csv) = (Path.Combine(folder, PixelsFile), Path.Combine(folder, RowsFile));
        var description = Path.Combine(folder, InfoFile);
        var described = File.GetLastWriteTimeUtc(description);
        var info = ReadInfo(description);
        foreach (var path in new[] { pixels, csv }.Where(p => !File.Exists(p)))
            throw Missing(path);
        var expected = (long)info.Count * info.Resolution * info.Resolution;
        var found = new FileInfo(pixels).Length;
        if (found != expected)
            throw new InputException(
                pixels,
                $"{expected} bytes ({info.Count} frames of {info.Resolution} x {info.Resolution})",
                $"{found}",
                Remedy
            );
        var rows = ReadRows(csv);
        if (rows.Count != info.Count || rows.Where((r, i) => r.Index != i).Any())
            throw new InputException(csv, $"rows 0 to {info.Count - 1} in order", $"{rows.Count} rows", Remedy);
        var store = new FrameStore(
            info,
            rows,
            MemoryMappedFile.CreateFromFile(pixels, FileMode.Open, null, 0, MemoryMappedFileAccess.Read)
        );
        if (File.Exists(description) && File.GetLastWriteTimeUtc(description) == described)
            return store;
        store.Dispose();
        throw new InputException(
            folder,
            "a frame store that stays as it is",
            "one that is being written",
            "wait for the run that writes it, then run the same command again"
        );
    }

    /// <summary>Copies one frame.</summary>
    /// <param name="index">0 to Count - 1.</param>
    /// <param name="pixels">Resolution * Resolution values in [-1, 1], row-major.</param>
    public void Read(int index, Span<float> pixels)
    {
        var size = Resolution * Resolution;
        Require.Within(index, 0, Count - 1);
        Require.Within(pixels.Length, size, size);
        var handle = _view.SafeMemoryMappedViewHandle;
        Span<byte> bytes = size <= 16384 ? stackalloc byte[size] : new byte[size];
        handle.ReadSpan((ulong)_view.PointerOffset + (ulong)index * (ulong)size, bytes);
        for (var i = 0; i < size; i++)
            pixels[i] = bytes[i] / 127.5f - 1;
    }

    /// <summary>One frame as an image in [-1, 1].</summary>
    public GrayImage Read(int index)
    {
        var pixels = new float[Resolution * Resolution];
        Read(index, pixels);
        return new GrayImage(Resolution, Resolution, pixels);
    }

    /// <summary>Several frames one after the other: Resolution * Resolution values in [-1, 1] each, row-major.</summary>
    /// <param name="indices">Each 0 to Count - 1.</param>
    public float[] Read(IReadOnlyList<int> indices)
    {
        var size = Resolution * Resolution;
        var pixels = new float[indices.Count * size];
        for (var i = 0; i < indices.Count; i++)
            Read(indices[i], pixels.AsSpan(i * size, size));
        return pixels;
    }

    /// <summary>The frames on one side of the split, by index.</summary>
    public IReadOnlyList<int> Indices(DataSplit split) => [.. Rows.Where(r => r.Split == split).Select(r => r.Index)];

    /// <summary>Closes the mapped file.</summary>
    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }

    private const string Remedy = "make the store again with gancmri dataset";

    private static InputException Missing(string path) =>
        new(path, "a frame store (dataset.json, frames.csv, frames.bin)", "no such file", Remedy);

    private static FrameStoreInfo ReadInfo(string path)
    {
        if (!File.Exists(path))
            throw Missing(path);
        try
        {
            var info = JsonSerializer.Deserialize<FrameStoreInfo>(File.ReadAllBytes(path), Json);
            if (info is { Format: 1, Resolution: >= 1 and <= 4096, Count: >= 1 })
                return info;
            throw new InputException(path, "format 1, a resolution of 1 to 4096 and a count", "other values", Remedy);
        }
        catch (JsonException e)
        {
            throw new InputException(path, "the JSON of a frame store", "something else", Remedy, e);
        }
    }

    private static List<FrameRow> ReadRows(string path)
    {
        try
        {
            return CsvFile.ReadRecords<FrameRow>(path);
        }
        catch (Exception e) when (e is CsvHelperException or TypeConverterException)
        {
            throw new InputException(path, "the columns of a frame store", "a missing column or a wrong value", Remedy, e);
        }
    }
}
