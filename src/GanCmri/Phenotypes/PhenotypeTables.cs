using System.Globalization;
using CsvHelper;
using GanCmri.Runtime;

namespace GanCmri.Phenotypes;

/// <summary>Writes measures as CSV, with headers as the field writes them; unknown numbers are empty fields.</summary>
public static class PhenotypeTables
{
    /// <summary>Header of the frame's file name.</summary>
    public const string Frame = "Frame";

    /// <summary>Header of the frame's number in its cine, from 0, as <c>project</c> counts them.</summary>
    public const string FrameNumber = "Frame number";

    /// <summary>Header of the cavity area in mm².</summary>
    public const string LvAreaMm2 = "LV area (mm2)";

    /// <summary>Header of the cavity area in pixels.</summary>
    public const string LvAreaPx = "LV area (px)";

    /// <summary>Header of the short by the long axis.</summary>
    public const string SphericityIndex = "Sphericity index";

    /// <summary>Header of the mean wall thickness.</summary>
    public const string WallThicknessMm = "Wall thickness (mm)";

    /// <summary>One row a frame.</summary>
    public static void WriteFrames(string path, IEnumerable<MeasuredCine> cines) => Write(
        path,
        [
            "Subject", "Slice", Frame, "Phase", "Time (ms)", LvAreaPx, LvAreaMm2, SphericityIndex, "Major axis (px)", "Minor axis (px)",
            "Major axis (mm)", "Minor axis (mm)", "Centre x (px)", "Centre y (px)", "Eccentricity", "Cavity intensity", "Myocardial intensity",
            WallThicknessMm, "Uncertainty", "Flags", "Series", FrameNumber, "Study",
        ],
        cines.SelectMany(c => c.Frames.Select((f, i) => (object[])
        [
            c.Subject, c.Slice, c.FrameNames[i], c.Phases[i], Text(c.TimesMs[i]), Text(f.AreaPx), Text(f.AreaMm2), Text(f.SphericityIndex),
            Text(f.MajorAxisPx), Text(f.MinorAxisPx), Text(f.MajorAxisMm), Text(f.MinorAxisMm), Text(f.CentreX), Text(f.CentreY),
            Text(f.Eccentricity), Text(f.CavityIntensity), Text(f.MyocardialIntensity), Text(f.WallThicknessMm), Text(f.Uncertainty), Text(f.Flags), c.Series, c.FrameNumbers[i], c.Study,
        ])));

    /// <summary>One row a cine (one slice of one subject); ED and ES by <see cref="FrameNumber"/>.</summary>
    public static void WriteCines(string path, IEnumerable<MeasuredCine> cines) => Write(
        path,
        [
            "Subject", "Slice", "Slice location (mm)", "Frames", "Measured frames", "ED frame number", "ES frame number", "LVEDA (px)", "LVESA (px)", "LVEDA (mm2)",
            "LVESA (mm2)", "LVFAC (%)", "Time to ES (ms)", "Peak emptying rate (mm2/s)", "Peak filling rate (mm2/s)", "Flags", "Series", "Study",
        ],
        cines.Select(c => (object[])
        [
            c.Subject, c.Slice, Text(c.SliceLocationMm ?? double.NaN), c.Frames.Count, c.Cine.MeasuredFrames, Number(c, c.Cine.EdFrame), Number(c, c.Cine.EsFrame),
            Text(c.Cine.EdaPx), Text(c.Cine.EsaPx), Text(c.Cine.EdaMm2), Text(c.Cine.EsaMm2), Text(c.Cine.FacPercent), Text(c.Cine.TimeToEsMs),
            Text(c.Cine.PeakEmptyingMm2PerS), Text(c.Cine.PeakFillingMm2PerS), string.Join(' ', c.Doubts.Prepend(Text(c.Cine.Flags)).Where(t => t.Length > 0)), c.Series, c.Study,
        ]));

    /// <summary>One row a study of a subject; without a volume, the Flags say why.</summary>
    public static void WriteSubjects(string path, IEnumerable<StudyVolumes> volumes) => Write(
        path,
        ["Subject", "Slices", "Slice distance (mm)", "LVEDV (mL)", "LVESV (mL)", "LVSV (mL)", "LVEF (%)", "Study", "Flags"],
        volumes.Select(v => (object[])
        [
            v.Subject, v.Measures?.Slices.ToString(CultureInfo.InvariantCulture) ?? "", Text(v.Measures?.SliceDistanceMm ?? double.NaN), Text(v.Measures?.EdvMl ?? double.NaN),
            Text(v.Measures?.EsvMl ?? double.NaN), Text(v.Measures?.StrokeVolumeMl ?? double.NaN), Text(v.Measures?.EfPercent ?? double.NaN), v.Study, v.Doubt,
        ]));

    /// <summary>The names of flags, separated by blanks; empty if there is none.</summary>
    public static string Text(QualityFlags flags) => flags == QualityFlags.None ? "" : flags.ToString().Replace(",", "", StringComparison.Ordinal);

    private static string Text(double value) => double.IsFinite(value) ? value.ToString("0.####", CultureInfo.InvariantCulture) : "";

    private static string Number(MeasuredCine cine, int frame) => frame < 0 ? "" : cine.FrameNumbers[frame].ToString(CultureInfo.InvariantCulture);

    private static void Write(string path, IEnumerable<string> headers, IEnumerable<object[]> rows) => AtomicFile.Write(path, stream =>
    {
        using var text = new StreamWriter(stream, leaveOpen: true);
        using var csv = new CsvWriter(text, CultureInfo.InvariantCulture);
        foreach (var header in headers) csv.WriteField(header);
        csv.NextRecord();
        foreach (var row in rows)
        {
            foreach (var field in row) csv.WriteField(field);
            csv.NextRecord();
        }
    });
}
