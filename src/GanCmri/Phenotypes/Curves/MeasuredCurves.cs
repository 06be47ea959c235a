using System.Globalization;
using GanCmri.Runtime;
using GanCmri.Statistics.Association.Reading;

namespace GanCmri.Phenotypes.Curves;

/// <summary>The area curves in a table of measured frames.</summary>
internal static class MeasuredCurves
{
    private const int FewestFrames = 12;

    /// <summary>Reads every slice with a whole beat: at least 12 frames, all with a cavity, evenly over the beat.</summary>
    /// <param name="path">The frames table of <c>gancmri measure</c>.</param>
    /// <param name="column">The column of the LV cavity's area, any unit.</param>
    /// <exception cref="InputException">The file or a column is missing, or a cell is no number.</exception>
    public static IReadOnlyList<SubjectCurve> Read(string path, string column)
    {
        var rows = TableCells.Read(path, ["subject", "series", "slice", "frame_number", column]).Rows;
        return
        [
            .. rows.GroupBy(r => (Subject: r["subject"], Series: r["series"], Slice: r["slice"]))
                .Where(g => g.Count() >= FewestFrames)
                .Select(g => Of(g.Key.Subject, [.. g.OrderBy(r => Number(r["frame_number"])).Select(r => Number(r[column]))]))
                .OfType<SubjectCurve>(),
        ];

        double Number(string cell) =>
            cell.Length == 0 ? double.NaN
            : double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var v) ? v
            : throw new InputException(path, "numbers of frames and areas", "text", "give the frames table of gancmri measure");
    }

    private static SubjectCurve? Of(string subject, double[] areas) =>
        AreaCurve.Of(areas, AreaCurves.Steps) is { } curve ? new SubjectCurve(subject, curve) : null;
}
