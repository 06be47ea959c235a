using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using GanCmri.Imaging;
using GanCmri.Imaging.Store;
using GanCmri.Runtime;

namespace GanCmri.Studies.Projections;

/// <summary>Frames for projection: a frame store, or a folder of pictures of the network's size.</summary>
internal static class FrameSource
{
    /// <summary>Cines in order, each its frames in order; the pixels of a store are read cine by cine.</summary>
    /// <param name="data">A frame store, or a folder of pictures.</param>
    /// <param name="resolution">Of the network.</param>
    /// <param name="note">Told what was left out or doubted.</param>
    /// <param name="wants">Whose cines are taken; null: everybody's.</param>
    public static IEnumerable<SourceCine> Cines(
        string data,
        int resolution,
        Action<string>? note = null,
        Func<string, bool>? wants = null
    ) =>
        File.Exists(Path.Combine(data, "dataset.json"))
            ? Store(data, resolution, wants ?? (_ => true))
            : Pictures(data, resolution, note)
                .GroupBy(f => f.Cine)
                .Select((g, i) => new SourceCine(i, [.. g.OrderBy(f => f.Frame)]))
                .Where(c => wants?.Invoke(c.Id.Subject) ?? true);

    /// <summary>SHA-256 of all frames, their ids, marks, times and values.</summary>
    public static string Digest(IEnumerable<SourceCine> cines)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var f in cines.SelectMany(c => c.Frames))
        {
            var time = f.TimeMs?.ToString("R", CultureInfo.InvariantCulture);
            var study = f.Cine.Study.Length > 0 ? f.Cine.Study + "\n" : "";
            var id = $"{f.Cine.Subject}\n{study}{f.Cine.Series}\n{f.Cine.Slice}\n{f.Frame}\n{f.Phase}\n{time}\n";
            hash.AppendData(Encoding.UTF8.GetBytes(id));
            hash.AppendData(MemoryMarshal.AsBytes<float>(f.Pixels));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static IEnumerable<SourceCine> Store(string folder, int resolution, Func<string, bool> wants)
    {
        using var store = FrameStore.Open(folder);
        if (store.Resolution != resolution)
            throw Size(folder, resolution, store.Resolution, store.Resolution);
        var cines = store.Rows.GroupBy(r => new CineId(r.Subject, r.Study, r.Series, r.Slice));
        foreach (var (place, cine) in cines.Index().Where(c => wants(c.Item.Key.Subject)))
            yield return new SourceCine(
                place,
                [
                    .. cine.OrderBy(r => r.Frame)
                        .Select(r => new SourceFrame(cine.Key, r.Frame, r.Phase, r.TimeMs, store.Read(r.Index).Pixels)),
                ]
            );
    }

    private static List<SourceFrame> Pictures(string path, int resolution, Action<string>? note)
    {
        List<SourceFrame> frames = [];
        var options = new CineReaderOptions();
        foreach (var stack in CineReader.Stacks(path, options))
        {
            if (!stack.Kind.StartsWith("pictures", StringComparison.Ordinal))
                throw new InputException(
                    path,
                    "a frame store, or pictures",
                    stack.Kind,
                    $"make a store with gancmri dataset --resolution {resolution}, or name the store's own folder"
                );
            foreach (var series in stack.Series)
            {
                var scale = IntensityScale.OfPictures(series.Frames.Select(f => f.Image)) ?? new IntensityScale(0, byte.MaxValue);
                frames.AddRange(series.Frames.Select((frame, index) => Picture(path, series, scale, frame, index, resolution)));
            }
        }

        foreach (var line in options.Notes.Lines)
            note?.Invoke(line);
        return frames;
    }

    private static SourceFrame Picture(string path, CineSeries series, IntensityScale scale, CineFrame frame, int index, int resolution)
    {
        if (frame.Image.Height != resolution || frame.Image.Width != resolution)
            throw Size(path, resolution, frame.Image.Height, frame.Image.Width);
        var own = series.Study.Length > 0 ? $"{series.Subject}-{series.Study}" : series.Subject;
        return new SourceFrame(
            new CineId(series.Subject, series.Study, series.Name.Length > 0 ? series.Name : $"{own}-{series.Slice:d2}", series.Slice),
            frame.Number ?? index,
            frame.Phase,
            double.IsNaN(frame.TimeMs) ? null : frame.TimeMs,
            scale.Apply(frame.Image).Pixels
        );
    }

    private static InputException Size(string path, int resolution, int height, int width) =>
        new(
            path,
            $"frames of {resolution} x {resolution} pixels as the network makes",
            $"{height} x {width}",
            $"make them with gancmri dataset --resolution {resolution}"
        );
}
