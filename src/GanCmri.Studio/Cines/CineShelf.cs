using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using GanCmri.Imaging;
using GanCmri.Phenotypes;
using GanCmri.Reports.Jobs;
using GanCmri.Runtime;
using GanCmri.Statistics.Regression;
using GanCmri.Studio.Hosting;

namespace GanCmri.Studio.Cines;

/// <summary>The cines of the data folder. Addresses hold a digest of a place, never its name, which may be a patient's.</summary>
internal sealed class CineShelf(StudioOptions options, ReportModels models) : IDisposable
{
    private const int DigestLetters = 12,
        MostOpen = 2;
    private readonly SemaphoreSlim _one = new(1);
    private readonly LinkedList<OpenCine> _open = [];

    /// <summary>Every subfolder and NIfTI file of the data folder, and the folder itself where other files lie in it.</summary>
    /// <exception cref="InputException">It cannot be read.</exception>
    public IReadOnlyList<CineEntry> Entries()
    {
        if (options.DataFolder is not { } data)
            return [];
        try
        {
            string[] files = [.. Directory.EnumerateFiles(data).Where(f => !Path.GetFileName(f).StartsWith('.'))];
            string[] volumes =
            [
                .. files.Where(f =>
                    f.EndsWith(".nii", StringComparison.OrdinalIgnoreCase) || f.EndsWith(".nii.gz", StringComparison.OrdinalIgnoreCase)
                ),
            ];
            string[] places =
            [
                .. files.Length > volumes.Length ? [""] : Array.Empty<string>(),
                .. Directory.EnumerateDirectories(data).Concat(volumes).Select(Path.GetFileName).Order(StringComparer.Ordinal)!,
            ];
            return [.. places.Select(p => new CineEntry(Digest(p), p.Length == 0 ? "the whole folder" : p) { Place = p })];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException("data folder", "one that can be read", e.GetType().Name, "check its rights", e);
        }
    }

    /// <summary>Works with a cine; one at a time, and the last few stay open.</summary>
    /// <exception cref="InputException">There is none such, or it cannot be read.</exception>
    public async Task<T> With<T>(string id, Func<OpenCine, T> work, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var cine = _open.FirstOrDefault(c => c.Id == id);
            if (cine is null)
                cine = await Task.Run(() => Open(id), cancellation).ConfigureAwait(false);
            else
                _open.Remove(cine);
            _open.AddFirst(cine);
            if (_open.Count > MostOpen)
                _open.RemoveLast();
            return await Task.Run(() => work(cine), cancellation).ConfigureAwait(false);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Waits for what is in the making: it uses models that the caller frees next.</summary>
    public void Dispose()
    {
        _one.Wait();
        _one.Dispose();
    }

    private OpenCine Open(string id)
    {
        var entry =
            Entries().FirstOrDefault(e => e.Id == id)
            ?? throw new InputException("cine", "one of the data folder", "none of this number", "choose one of the list");
        try
        {
            var data = Path.GetFullPath(options.DataFolder!);
            var within = RealPath.Of(data);
            var stack = CinePlace.Read(CinePlace.Find(entry.Place, data, within), within);
            return new OpenCine(
                id,
                stack,
                models.Hearts.Segmenter,
                new OutlineCorrections(Path.Combine(Path.GetFullPath(options.OutputFolder), $"cine-{id}-{Digest(stack)}"))
            );
        }
        catch (JobException e)
        {
            throw new InputException("cine", e.Expected, e.Found, e.Remedy, e);
        }
    }

    // Outlines belong to pictures, not to the name of a file: another person's scan of the same name has none of them.
    private static string Digest(CineStack stack)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var frame in stack.Series.SelectMany(s => s.Frames))
        {
            hash.AppendData(MemoryMarshal.AsBytes<int>([frame.Image.Height, frame.Image.Width]));
            hash.AppendData(MemoryMarshal.AsBytes(frame.Image.Pixels.AsSpan()));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..DigestLetters];
    }

    private static string Digest(string place) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("cine/" + place)))[..DigestLetters];
}

/// <summary>One place of the data folder.</summary>
/// <param name="Id">For addresses.</param>
/// <param name="Name">Its own name, for its owner to see.</param>
internal sealed record CineEntry(string Id, string Name)
{
    /// <summary>From the data folder on.</summary>
    internal string Place { get; init; } = "";
}
