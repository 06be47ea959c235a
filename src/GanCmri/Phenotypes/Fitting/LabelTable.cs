using System.Globalization;
using CsvHelper;
using GanCmri.Imaging;
using GanCmri.Imaging.Nifti;
using GanCmri.Runtime;

namespace GanCmri.Phenotypes.Fitting;

/// <summary>
/// Outlined stacks listed by a CSV, one label map a row. Columns: source, subject, image and mask (NIfTI, paths relative to the CSV) and
/// labels, the structures that the mask tells with their values, such as "lv=1 myo=2 rv=4"; where present phase (ED, ES) and group. A
/// structure that is not named was not outlined by that source and is unknown; one that is named is absent where its value is. Rows of one
/// subject and phase that share pictures are one stack: they share their outlines too, and a slice that only one of them holds shows none
/// of the other's structures (observers left it out).
/// </summary>
internal static class LabelTable
{
    private const string Lv = "lv",
        Myocardium = "myo",
        Rv = "rv";
    private static readonly string[] Needed = ["source", "subject", "image", "mask", "labels"];

    /// <summary>Reads the frames of all stacks.</summary>
    /// <exception cref="InputException">A column, file or structure is missing, or a mask has another size than its image.</exception>
    public static IReadOnlyList<LabelledFrame> Read(string csv)
    {
        var frames = new Dictionary<string, LabelledFrame>(StringComparer.Ordinal);
        foreach (var stack in Rows(csv).GroupBy(r => (r.Source, r.Subject, r.Phase)))
        {
            var read = stack.Select(row => ByPicture(Frames(csv, row))).ToArray();
            foreach (var (key, frame) in read.SelectMany(r => r))
                frames[key] = frames.TryGetValue(key, out var known) ? Merge(known, frame) : frame;
            foreach (
                var (one, other) in read.SelectMany(one =>
                    read.Where(other => other != one && other.Keys.Any(one.ContainsKey)).Select(other => (one, other))
                )
            )
            {
                foreach (var key in one.Keys.Where(k => !other.ContainsKey(k)))
                    frames[key] = Merge(frames[key], Empty(frames[key], other.Values.First()));
            }
        }

        return [.. frames.Values];
    }

    private static IEnumerable<LabelledFrame> Frames(string csv, LabelRow row)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(csv))!;
        var image = NiftiFile.Read(Path.Combine(folder, row.Image), row.Subject).Series;
        var mask = NiftiFile.ReadLabels(Path.Combine(folder, row.Mask), Path.Combine(folder, row.Image));
        var distance =
            image.Count > 1 && image[0].SliceLocationMm is { } a && image[1].SliceLocationMm is { } b ? Math.Abs(b - a) : double.NaN;
        if (image.Count != mask.Count)
            throw new InputException(row.Mask, $"{image.Count} slices as {row.Image}", $"{mask.Count}", "give the mask of that image");
        foreach (var (slice, (picture, labels)) in image.Zip(mask).Index())
        {
            var (pixels, values) = (picture.Frames[0].Image, labels[0]);
            if (pixels.Height != values.Height || pixels.Width != values.Width)
                throw new InputException(
                    row.Mask,
                    $"{pixels.Width} x {pixels.Height} px as {row.Image}",
                    $"{values.Width} x {values.Height}",
                    "give the mask of that image"
                );
            var cavity = row.Values.TryGetValue(Lv, out var lv) ? Where(values, v => v == lv) : null;
            yield return new LabelledFrame(
                row.Subject,
                row.Group,
                row.Phase,
                picture.Frames[0].Name,
                pixels,
                cavity,
                row.Values.TryGetValue(Myocardium, out var myo) ? Where(values, v => v == myo || cavity is not null && v == lv) : null
            )
            {
                Source = row.Source,
                Spacing = picture.Spacing,
                Slice = slice,
                SliceDistanceMm = distance,
                RightCavity = row.Values.TryGetValue(Rv, out var rv) ? Where(values, v => v == rv) : null,
            };
        }
    }

    private static LabelledFrame Merge(LabelledFrame first, LabelledFrame second) =>
        (first.Cavity is null && second.Cavity is not null ? second : first) with
        {
            Cavity = first.Cavity ?? second.Cavity,
            Epicardium = first.Epicardium ?? second.Epicardium,
            RightCavity = first.RightCavity ?? second.RightCavity,
        };

    // Slices of one stack may be equal, blank ones for instance: then the first of one row is the first of another.
    private static Dictionary<string, LabelledFrame> ByPicture(IEnumerable<LabelledFrame> frames) =>
        frames
            .GroupBy(f => $"{f.Source}/{f.Subject}/{f.Phase}/{Digest(f.Image)}")
            .SelectMany(g => g.Select((frame, n) => (Key: $"{g.Key}/{n}", frame)))
            .ToDictionary(f => f.Key, f => f.frame);

    private static LabelledFrame Empty(LabelledFrame frame, LabelledFrame structures)
    {
        Mask Nothing() => new(frame.Image.Height, frame.Image.Width, new bool[frame.Image.Pixels.Length]);
        return frame with
        {
            Cavity = structures.Cavity is null ? null : Nothing(),
            Epicardium = structures.Epicardium is null ? null : Nothing(),
            RightCavity = structures.RightCavity is null ? null : Nothing(),
        };
    }

    private static Mask Where(GrayImage values, Func<int, bool> isInside) =>
        new(values.Height, values.Width, Array.ConvertAll(values.Pixels, v => isInside((int)Math.Round(v))));

    private static string Digest(GrayImage image) =>
        Convert.ToHexString(
            System.Security.Cryptography.SHA256.HashData(System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(image.Pixels))
        );

    private static List<LabelRow> Rows(string csv)
    {
        using var text = new StreamReader(InputFile(csv));
        using var reader = new CsvReader(text, CultureInfo.InvariantCulture);
        if (!reader.Read() || !reader.ReadHeader())
            throw new InputException(csv, $"columns {string.Join(", ", Needed)}", "an empty file", "write the table");
        var missing = Needed.Where(n => !reader.HeaderRecord!.Contains(n)).ToArray();
        if (missing.Length > 0)
            throw new InputException(csv, $"columns {string.Join(", ", Needed)}", $"no {string.Join(", ", missing)}", "add them");
        var rows = new List<LabelRow>();
        while (reader.Read())
        {
            string Cell(string column) => reader.HeaderRecord!.Contains(column) ? reader.GetField(column)!.Trim() : "";
            rows.Add(
                new LabelRow(
                    Cell("source"),
                    Cell("subject"),
                    Cell("group"),
                    Cell("phase"),
                    Cell("image"),
                    Cell("mask"),
                    Values(csv, reader.Parser.Row, Cell("labels"))
                )
            );
        }

        return rows.Count > 0 ? rows : throw new InputException(csv, "at least one row", "none", "list the stacks");
    }

    private static FileStream InputFile(string csv) => Formats.InputFile.Open(csv, "a table of label maps");

    private static Dictionary<string, int> Values(string csv, int row, string text)
    {
        var values = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var part in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var pair = part.Split('=');
            if (
                pair.Length != 2
                || pair[0] is not (Lv or Myocardium or Rv)
                || !int.TryParse(pair[1], NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            )
                throw new InputException(csv, "labels such as 'lv=1 myo=2 rv=4'", $"'{part}' in row {row}", "name structure and value");
            values[pair[0]] = value;
        }

        return values.Count > 0
            ? values
            : throw new InputException(csv, "labels such as 'lv=1 myo=2 rv=4'", $"none in row {row}", "name what the mask tells");
    }

    private sealed record LabelRow(
        string Source,
        string Subject,
        string Group,
        string Phase,
        string Image,
        string Mask,
        IReadOnlyDictionary<string, int> Values
    );
}
