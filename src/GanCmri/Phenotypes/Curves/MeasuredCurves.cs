using System.Globalization;
using GanCmri.Runtime;
using GanCmri.Statistics.Association.Reading;

namespace GanCmri.Phenotypes.Curves;

/// <summary>The area curves in a table of measured frames.</summary>
internal static class MeasuredCurves
{
    private const int FewestFrames = 12;
    private const string Study = "study"; // tables of before there were studies lack it

    /// <summary>Reads every slice with a whole beat: at least 12 frames, all with a cavity, evenly over the beat.</summary>
    /// <param name="path">The frames table of <c>gancmri measure</c>.</param>
    /// <param name="column">The column of the LV cavity's area, any unit.</param>
    /// <exception cref="InputException">The file or a column is missing, a cell is no number, or a cine has a frame number
    /// twice.</exception>
    public static IReadOnlyList<SubjectCurve> Read(string path, string column)
    {
        var rows = TableCells.Read(path, ["subject", "series", "slice", "frame_number", column]).Rows;
        return
        [
            .. rows.GroupBy(r => (Subject: r["subject"], Study: r.GetValueOrDefault(Study, ""), Series: r["series"], Slice: r["slice"]))
                .Select(g => (g.Key.Subject, Areas: Areas([.. g])))
                .Where(g => g.Areas.Length >= FewestFrames)
                .Select(g => Of(g.Subject, g.Areas))
                .OfType<SubjectCurve>(),
        ];

        double[] Areas(IReadOnlyDictionary<string, string>[] cine)
        {
            var frames = cine.Select(r => (Number: Number(r["frame_number"]), Area: Number(r[column]))).OrderBy(f => f.Number).ToArray();
            if (frames.Select(f => f.Number).Distinct().Count() < frames.Length)
                throw new InputException(
                    path,
                    "one row for each subject, study, series, slice and frame number",
                    "one frame number twice in a cine",
                    "give the frames table of one run of gancmri measure, with its column study"
                );
            return [.. frames.Select(f => f.Area)];
        }

        double Number(string cell) =>
            cell.Length == 0 ? double.NaN
            : double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var v) ? v
            : throw new InputException(path, "numbers of frames and areas", "text", "give the frames table of gancmri measure");
    }

    private static SubjectCurve? Of(string subject, double[] areas) =>
        AreaCurve.Of(areas, AreaCurves.Steps) is { } curve ? new SubjectCurve(subject, curve) : null;
}
