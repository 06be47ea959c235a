using System.Globalization;
using CsvHelper;
using GanCmri.Runtime;

namespace GanCmri.Phenotypes;

/// <summary>Writes measures as CSV, a column a phenotype of the registry; unknown numbers are empty fields.</summary>
public static class PhenotypeTables
{
    /// <summary>One row a frame; frame_number counts from 0, as <c>project</c> counts them.</summary>
    public static void WriteFrames(string path, IEnumerable<MeasuredCine> cines) => Write(
        path,
        ["subject", "slice", "frame", "phase", "time_ms", .. PhenotypeRegistry.Frame.Select(p => p.Name), "flags", "series", "frame_number", "study"],
        cines.SelectMany(c => c.Frames.Select((f, i) => (object[])
        [
            c.Subject, c.Slice, c.FrameNames[i], c.Phases[i], Text(c.TimesMs[i]), .. PhenotypeRegistry.Frame.Select(p => Text(p.Measure(f))),
            Text(f.Flags), c.Series, c.FrameNumbers[i], c.Study,
        ])));

    /// <summary>One row a cine (one slice of one subject); ED and ES by frame number.</summary>
    public static void WriteCines(string path, IEnumerable<MeasuredCine> cines) => Write(
        path,
        [
            "subject", "slice", "slice_location_mm", "frames", "measured_frames", "ed_frame_number", "es_frame_number",
            .. PhenotypeRegistry.Cine.Select(p => p.Name), "flags", "series", "study",
        ],
        cines.Select(c => (object[])
        [
            c.Subject, c.Slice, Text(c.SliceLocationMm ?? double.NaN), c.Frames.Count, c.Cine.MeasuredFrames, Number(c, c.Cine.EdFrame), Number(c, c.Cine.EsFrame),
            .. PhenotypeRegistry.Cine.Select(p => Text(p.Measure(c.Cine))), string.Join(' ', c.Doubts.Prepend(Text(c.Cine.Flags)).Where(t => t.Length > 0)), c.Series, c.Study,
        ]));

    /// <summary>One row a study of a subject; without a volume, the Flags say why.</summary>
    public static void WriteSubjects(string path, IEnumerable<StudyVolumes> volumes) => Write(
        path,
        ["subject", "slices", "slice_distance_mm", .. PhenotypeRegistry.Subject.Select(p => p.Name), "study", "flags"],
        volumes.Select(v => (object[])
        [
            v.Subject, v.Measures?.Slices.ToString(CultureInfo.InvariantCulture) ?? "", Text(v.Measures?.SliceDistanceMm ?? double.NaN),
            .. PhenotypeRegistry.Subject.Select(p => Text(v.Measures is null ? double.NaN : p.Measure(v.Measures))), v.Study, v.Doubt,
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
