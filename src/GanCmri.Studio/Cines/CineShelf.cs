using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using GanCmri.Imaging;
using GanCmri.Phenotypes;
using GanCmri.Reports;
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
    private readonly WorkThread _thread = new("studio cines");
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
        catch (DirectoryNotFoundException e)
        {
            throw new InputException(
                "data folder",
                "one that is there",
                "none any more",
                "put it back, or start the studio with another",
                e
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException("data folder", "one that can be read", e.GetType().Name, "check its rights", e);
        }
    }

    /// <summary>Works with a cine; one at a time, and the last few stay open.</summary>
    /// <exception cref="InputException">There is none such, or it cannot be read.</exception>
    public Task<T> With<T>(string id, Func<OpenCine, T> work, CancellationToken cancellation) =>
        _thread.Do(
            () =>
            {
                var cine = Opened(id);
                _open.Remove(cine);
                _open.AddFirst(cine);
                if (_open.Count > MostOpen)
                    _open.RemoveLast();
                return work(cine);
            },
            cancellation
        );

    /// <summary>Waits for what is in the making: it uses models that the caller frees next.</summary>
    public void Dispose() => _thread.Dispose();

    // The open one, or what its files hold now if they have changed since it was read.
    private OpenCine Opened(string id)
    {
        var entry =
            Entries().FirstOrDefault(e => e.Id == id)
            ?? throw new InputException(
                "cine",
                "one that lies in the data folder",
                "none there, or none any more",
                "put it back, or load the page again and choose one of its list"
            );
        try
        {
            var data = Path.GetFullPath(options.DataFolder!);
            var within = RealPath.Of(data);
            var place = CinePlace.Find(entry.Place, data, within);
            var stamp = ListingDigest.Of(place, [RealPath.Of(Path.GetFullPath(options.OutputFolder))]);
            var open = _open.FirstOrDefault(c => c.Id == id);
            if (open?.Stamp == stamp)
                return open;
            if (open is not null)
                _open.Remove(open);
            var stack = CinePlace.Read(place, within);
            return new OpenCine(id, stamp, stack, models.Hearts.Segmenter, Corrections(stack));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException("cine", "files that can be read", "some that cannot", "copy the cine again, or check its rights", e);
        }
        catch (JobException e)
        {
            throw new InputException("cine", e.Expected, e.Found, e.Remedy, e);
        }
    }

    // Outlines belong to pictures, not to the name of a file: a file that is renamed keeps them, and another person's scan of the same
    // name has none of them. Folders of before were named after both.
    private OutlineCorrections Corrections(CineStack stack)
    {
        var (output, digest) = (Path.GetFullPath(options.OutputFolder), Digest(stack));
        var folder = Path.Combine(output, $"cine-{digest}");
        if (!Directory.Exists(folder) && Directory.Exists(output))
            folder = Directory.EnumerateDirectories(output, $"cine-*-{digest}").Order(StringComparer.Ordinal).FirstOrDefault() ?? folder;
        return _open.Select(c => c.Corrections).FirstOrDefault(c => c.Folder == folder) ?? new OutlineCorrections(folder);
    }

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
