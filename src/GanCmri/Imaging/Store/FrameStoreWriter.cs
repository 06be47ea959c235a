using System.Security.Cryptography;
using System.Text.Json;
using GanCmri.Formats.Tables;
using GanCmri.Runtime;

namespace GanCmri.Imaging.Store;

/// <summary>Writes a <see cref="FrameStore"/> frame by frame. dataset.json comes last: a folder without it is no store.</summary>
internal sealed class FrameStoreWriter : IDisposable
{
    private readonly string _folder;
    private readonly string _temporary;
    private readonly int _resolution;
    private readonly OutputLock _lock;
    private readonly FileStream _pixels;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly List<FrameRow> _rows = [];

    /// <summary>Starts a store in a folder, which is made if needed.</summary>
    /// <exception cref="InputException">The folder cannot be written.</exception>
    public FrameStoreWriter(string folder, int resolution)
    {
        (_folder, _resolution) = (folder, resolution);
        _temporary = Path.Combine(folder, $"{FrameStore.PixelsFile}.{Guid.NewGuid():N}.tmp");
        FileStream? pixels = null;
        _lock = OutputLock.OnFolder(folder);
        try
        {
            OnDisk(() => pixels = new FileStream(_temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16));
        }
        catch
        {
            _lock.Dispose();
            throw;
        }

        _pixels = pixels!;
    }

    /// <summary>Frames added so far.</summary>
    public int Count => _rows.Count;

    /// <summary>Adds a frame; its row gets the next index.</summary>
    /// <param name="image">[Resolution x Resolution] in [-1, 1].</param>
    /// <param name="row">What is known of it.</param>
    /// <exception cref="ArgumentException">The size differs.</exception>
    /// <exception cref="InputException">The disk is full.</exception>
    public void Add(GrayImage image, FrameRow row)
    {
        if (image.Height != _resolution || image.Width != _resolution)
            throw new ArgumentException($"expected {_resolution} x {_resolution} pixels", nameof(image));
        Add(GreyBytes.Of(image), row);
    }

    /// <summary>Adds a frame as a store keeps it.</summary>
    internal void Add(byte[] bytes, FrameRow row)
    {
        OnDisk(() => _pixels.Write(bytes));
        _hash.AppendData(bytes);
        _rows.Add(row with { Index = _rows.Count });
    }

    /// <summary>Writes the table and the description, and puts the pixels in place.</summary>
    /// <param name="info">How the store was made; count, hash and version are filled in.</param>
    /// <param name="complete">Fills in what is known only at the end, such as the split.</param>
    public FrameStoreInfo Finish(FrameStoreInfo info, Func<FrameRow, FrameRow> complete)
    {
        var described = Path.Combine(_folder, FrameStore.InfoFile);
        OnDisk(() =>
        {
            _pixels.Flush(flushToDisk: true);
            _pixels.Dispose();
            File.Delete(described);
            File.Move(_temporary, Path.Combine(_folder, FrameStore.PixelsFile), overwrite: true);
        });
        CsvFile.WriteRecords(Path.Combine(_folder, FrameStore.RowsFile), _rows.Select(complete));
        var whole = info with
        {
            Count = _rows.Count,
            FramesSha256 = Convert.ToHexStringLower(_hash.GetCurrentHash()),
            Version = CodeIdentity.Version,
        };
        AtomicFile.WriteText(described, JsonSerializer.Serialize(whole, FrameStore.Json) + "\n");
        return whole;
    }

    private void OnDisk(Action work)
    {
        try
        {
            work();
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new InputException(
                _folder,
                "a folder that can be written",
                e.GetType().Name,
                "choose another output or free the disk",
                e
            );
        }
    }

    /// <summary>Drops what was not finished.</summary>
    public void Dispose()
    {
        try
        {
            _pixels.Dispose();
        }
        catch (IOException)
        {
            // On a full disk the bytes that wait cannot be written; they are dropped anyway.
        }

        _hash.Dispose();
        if (File.Exists(_temporary))
            File.Delete(_temporary);
        _lock.Dispose();
    }
}
