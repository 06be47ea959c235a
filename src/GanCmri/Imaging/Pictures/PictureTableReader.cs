using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using GanCmri.Runtime;

namespace GanCmri.Imaging.Pictures;

/// <summary>
/// Pictures listed by a frames.csv beside them. Columns: patient (or subject) and image are needed; slice, instance (or frame),
/// phase, time_ms, pixel_mm, pathology and lv_mask are used where present. Paths are relative to the CSV.
/// </summary>
internal static class PictureTableReader
{
    /// <summary>The table's usual name.</summary>
    public const string FileName = "frames.csv";

    private static readonly string[] SubjectColumns = ["patient", "subject"];
    private static readonly string[] OrderColumns = ["instance", "frame"];

    /// <summary>Reads the table at once and the pictures subject by subject, in the table's order of subjects.</summary>
    /// <exception cref="InputException">A needed column, a picture or a number is missing or wrong; frames of a slice differ in
    /// size or in the size of their pixels.</exception>
    public static IEnumerable<CineStack> Read(string csv, CineReaderOptions options)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(csv))!;
        foreach (var (place, subject) in ReadLines(csv).GroupBy(l => l.Subject).Index().Where(s => options.Wants(s.Item.Key)))
        {
            var series = subject.GroupBy(l => l.Slice).OrderBy(g => g.Key).Select(g => ReadSeries(folder, csv, g)).ToList();
            var files = subject.SelectMany(l => new[] { l.Image, l.Mask }).Where(p => p.Length > 0).Select(p => Place(folder, p));
            yield return new CineStack(subject.Key, "pictures + CSV", [csv, .. files], series) { Place = place };
        }
    }

    /// <summary>Whom a table names, a name a frame.</summary>
    public static IEnumerable<string> Subjects(string csv) => ReadLines(csv).Select(l => l.Subject);

    /// <summary>Whether a picture of a table says that a generator made it.</summary>
    public static bool HasSynthetic(string csv) =>
        ReadLines(csv).Any(l => SyntheticMark.Of(Place(Path.GetDirectoryName(Path.GetFullPath(csv))!, l.Image)) is not null);

    /// <summary>The pictures and masks that a table names; none where the path is no CSV file.</summary>
    /// <exception cref="InputException">As <see cref="Read"/>, or a picture cannot be read.</exception>
    public static IEnumerable<FileDigest> Named(string path) =>
        File.Exists(path) && Path.GetExtension(path).Equals(".csv", StringComparison.OrdinalIgnoreCase)
            ? ReadLines(path)
                .SelectMany(l => new[] { l.Image, l.Mask })
                .Where(p => p.Length > 0)
                .Select(p => FileDigest.Of(Place(Path.GetDirectoryName(Path.GetFullPath(path))!, p)))
            : [];

    private static CineSeries ReadSeries(string folder, string csv, IGrouping<int, Line> slice)
    {
        var timed = slice.All(l => double.IsFinite(l.TimeMs));
        var lines = slice.OrderBy(l => timed ? l.TimeMs : 0).ThenBy(l => l.Order).ToList();
        if (!CineDoubts.ArePlausible([.. lines.Select(l => l.TimeMs)]))
            lines = lines.ConvertAll(l => l with { TimeMs = double.NaN });
        var frames = lines.Select(l => ReadFrame(folder, csv, l)).ToList();
        var first = frames[0].Image;
        if (frames.Find(f => f.Image.Height != first.Height || f.Image.Width != first.Width) is { } odd)
        {
            throw new InputException(
                csv,
                $"frames of {first.Width} x {first.Height} pixels in slice {slice.Key}",
                $"one of {odd.Image.Width} x {odd.Image.Height}",
                "give each size its own slice"
            );
        }

        foreach (var line in lines)
            RequirePlausible(csv, line, first);
        var told = RequireOneSize(csv, [.. slice.Where(l => l.Spacing is not null)]);
        var spacing = told ?? SyntheticMark.Spacing(frames.Select(f => f.Mark), first);
        return new CineSeries(lines[0].Subject, slice.Key, null, spacing, frames)
        {
            Pathology = lines[0].Pathology,
            NamesAreListed = true,
            Doubts = [.. CineDoubts.Untold(spacing, frames)],
        };
    }

    private static void RequirePlausible(string csv, Line line, GrayImage picture)
    {
        if (line.Spacing is not { } spacing || PlausiblePixels.Are(spacing, picture.Height, picture.Width))
            return;
        var side = Math.Max(picture.Height, picture.Width);
        throw new InputException(
            string.Create(CultureInfo.InvariantCulture, $"{csv}, line {line.Number}"),
            PlausiblePixels.Expected,
            string.Create(CultureInfo.InvariantCulture, $"pixel_mm {line.PixelMm:G6}: {line.PixelMm * side:G6} mm in {side} pixels"),
            "write the side of a pixel in mm, or leave the cell empty"
        );
    }

    // One cine has one size: lines that leave it empty have that of the others. Rounded ones differ by less than a thousandth.
    private static PixelSpacing? RequireOneSize(string csv, List<Line> told)
    {
        if (told.Count == 0)
            return null;
        var first = told[0];
        return told.Find(l => Math.Abs(l.PixelMm - first.PixelMm) > 0.001 * first.PixelMm) is not { } odd
            ? first.Spacing
            : throw new InputException(
                string.Create(CultureInfo.InvariantCulture, $"{csv}, line {odd.Number}"),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"pixel_mm {first.PixelMm:G6} as in line {first.Number} (frames of one slice have one pixel size)"
                ),
                string.Create(CultureInfo.InvariantCulture, $"{odd.PixelMm:G6}"),
                "correct it, or give each size its own slice"
            );
    }

    // A picture may be named after a patient: what is wrong with it is told of its line.
    private static CineFrame ReadFrame(string folder, string csv, Line line)
    {
        try
        {
            return ReadFrame(folder, line);
        }
        catch (InputException e)
        {
            throw new InputException(
                string.Create(CultureInfo.InvariantCulture, $"{csv}, line {line.Number}"),
                $"{e.Expected} (image or lv_mask)",
                e.Found,
                e.Remedy,
                e
            );
        }
    }

    private static CineFrame ReadFrame(string folder, Line line)
    {
        var (image, mark) = PictureFile.ReadMarked(Place(folder, line.Image));
        var mask = line.Mask.Length == 0 ? null : PictureFile.ReadMask(Place(folder, line.Mask));
        if (mask is not null && (mask.Height != image.Height || mask.Width != image.Width))
        {
            throw new InputException(
                Path.Combine(folder, line.Mask),
                $"{image.Width} x {image.Height} pixels like its image",
                $"{mask.Width} x {mask.Height}",
                "export the mask at the image's size"
            );
        }

        return new CineFrame(image, line.TimeMs, Path.GetFileNameWithoutExtension(line.Image))
        {
            Phase = line.Phase,
            LvCavity = mask,
            Mark = mark,
        };
    }

    // A table names pictures where it likes, below its folder or elsewhere; batch jobs, which may be a stranger's, look after that
    // themselves.
    private static string Place(string folder, string name) =>
        name.Contains('\0', StringComparison.Ordinal)
            ? throw new InputException(
                Path.Combine(folder, FileName),
                "names of pictures",
                "one with a zero character",
                "write the table again"
            )
            : Path.Combine(folder, name);

    private static List<Line> ReadLines(string csv)
    {
        if (!File.Exists(csv))
            throw new InputException(csv, "a frames.csv", "no such file", "correct the path");
        using var text = new StreamReader(csv);
        using var reader = new CsvReader(
            text,
            new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                MissingFieldFound = null,
                BadDataFound = null,
                DetectDelimiter = true,
                PrepareHeaderForMatch = h => h.Header.Trim().ToLowerInvariant(),
            }
        );
        if (!reader.Read() || !reader.ReadHeader())
            throw new InputException(csv, "a header line", "an empty file", "write one line a frame");
        string[] headers = [.. (reader.HeaderRecord ?? []).Select(h => h.Trim().ToLowerInvariant())];
        var subject = Array.Find(SubjectColumns, headers.Contains);
        var order = Array.Find(OrderColumns, headers.Contains);
        if (subject is null || !headers.Contains("image"))
        {
            throw new InputException(
                csv,
                $"a column '{(subject is null ? "patient" : "image")}'",
                "the columns " + string.Join(", ", headers),
                "add the column"
            );
        }

        var lines = new List<Line>();
        while (reader.Read())
        {
            var slice = Number("slice", 0);
            if (slice != Math.Floor(slice))
                throw Wrong("a whole number in column 'slice'", CellText.Shown(Text("slice")));
            lines.Add(
                new Line(
                    reader.Parser.RawRow,
                    Text(subject),
                    (int)slice,
                    order is null ? lines.Count : Number(order, lines.Count),
                    Picture("image"),
                    Picture("lv_mask"),
                    Text("phase"),
                    Text("pathology"),
                    Number("time_ms", double.NaN),
                    Number("pixel_mm", double.NaN)
                )
            );
            if (lines[^1].Image.Length == 0 || lines[^1].Subject.Length == 0)
                throw Wrong("a subject and an image", "an empty field");
        }

        return lines.Count > 0
            ? [.. lines.DistinctBy(l => (l.Subject, l.Slice, l.Image))]
            : throw new InputException(csv, "at least one frame", "only a header", "write one line a frame");

        string Text(string column) => headers.Contains(column) ? reader.GetField(column)?.Trim() ?? "" : "";

        // Tables written on Windows: "images\P1.png".
        string Picture(string column) =>
            Text(column) is var path && File.Exists(Path.Combine(Path.GetDirectoryName(csv)!, path)) ? path : path.Replace('\\', '/');

        double Number(string column, double otherwise)
        {
            var field = Text(column);
            if (field.Length == 0)
                return otherwise;
            return double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out var v) && Math.Abs(v) < 1e9
                ? v
                : throw Wrong($"a number in column '{column}'", CellText.Shown(field));
        }

        InputException Wrong(string expected, string found) =>
            new($"{csv}, line {reader.Parser.RawRow}", expected, found, "correct the table");
    }

    private sealed record Line(
        int Number,
        string Subject,
        int Slice,
        double Order,
        string Image,
        string Mask,
        string Phase,
        string Pathology,
        double TimeMs,
        double PixelMm
    )
    {
        public PixelSpacing? Spacing => double.IsNaN(PixelMm) ? null : new PixelSpacing(PixelMm, PixelMm);
    }
}
