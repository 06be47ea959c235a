using System.Globalization;
using System.Text.RegularExpressions;
using GanCmri.Runtime;

namespace GanCmri.Phenotypes.Fitting;

/// <summary>
/// Contours in the Sunnybrook layout: SUBJECT/o-contours/IM-0001-INSTANCE-ocontour-manual.txt (epicardium) with one
/// "x y" pair of pixel coordinates a line. Adds them to frames named SUBJECT-IM-0001-INSTANCE.
/// </summary>
internal static partial class ContourFiles
{
    /// <summary>Returns the frames with the epicardium of those whose contour is in the folder.</summary>
    /// <exception cref="InputException">The folder is missing or a line is not two numbers.</exception>
    public static IReadOnlyList<LabelledFrame> AddEpicardium(IReadOnlyList<LabelledFrame> frames, string folder)
    {
        if (!Directory.Exists(folder))
            throw new InputException(folder, "a folder of contours", "no such folder", "check the path");
        var files = new Dictionary<string, string>();
        foreach (var file in Directory.EnumerateFiles(folder, "*-ocontour-manual.txt", SearchOption.AllDirectories))
        {
            if (!files.TryAdd(Key(Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(file)!)!), Path.GetFileName(file)), file))
                throw new InputException(file, "one contour a frame", "a second", "remove one of them");
        }

        return
        [
            .. frames.Select(f =>
                files.TryGetValue(Key(f.Subject, f.Name), out var file)
                    ? f with
                    {
                        Epicardium = Polygon.Fill(ReadPoints(file), f.Image.Height, f.Image.Width),
                    }
                    : f
            ),
        ];
    }

    /// <summary>Reads the points of one contour file.</summary>
    /// <exception cref="InputException">A line is not two numbers.</exception>
    public static IReadOnlyList<PolygonPoint> ReadPoints(string path)
    {
        var points = new List<PolygonPoint>();
        foreach (var line in File.ReadLines(path).Where(l => !string.IsNullOrWhiteSpace(l)))
        {
            var parts = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length != 2 || !Number(parts[0], out var x) || !Number(parts[1], out var y))
                throw new InputException(path, "two numbers a line (x y)", CellText.Shown(line), "export the contour again");
            points.Add(new PolygonPoint(x, y));
        }

        return points;
    }

    private static bool Number(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    // "SC-HF-I-01" and "SC-HF-I-1" are one subject; the instance is the last number before the kind of contour.
    private static string Key(string subject, string name) =>
        LeadingZeros().Replace(subject, "$1") + "/" + Instance().Match(name).Groups[1].Value;

    [GeneratedRegex(@"-0*(\d+)$")]
    private static partial Regex LeadingZeros();

    [GeneratedRegex(@"IM-\d+-(\d+)")]
    private static partial Regex Instance();
}
