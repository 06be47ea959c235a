using GanCmri.Formats.Tables;

namespace GanCmri.Phenotypes;

/// <summary>Writes measures as tables, a column a phenotype of the registry; unknown numbers are empty fields.</summary>
public static class PhenotypeTables
{
    /// <summary>One row a frame; frame_number counts from 0, as <c>project</c> counts them.</summary>
    public static void WriteFrames(string path, IEnumerable<MeasuredCine> cines)
    {
        var table = new TableWriter<FrameOfCine>()
            .Text("subject", f => f.Cine.Subject).Count("slice", f => f.Cine.Slice).Text("frame", f => f.Cine.FrameNames[f.Index]).Text("phase", f => f.Cine.Phases[f.Index]);
        Number(table, "time_ms", f => f.Cine.TimesMs[f.Index]);
        foreach (var phenotype in PhenotypeRegistry.Frame) Number(table, phenotype.Name, f => phenotype.Measure(f.Measures));
        table.Text("flags", f => Text(f.Measures.Flags)).Text("series", f => f.Cine.Series).Count("frame_number", f => f.Cine.FrameNumbers[f.Index]).Text("study", f => f.Cine.Study)
            .Save(path, cines.SelectMany(c => c.Frames.Select((_, i) => new FrameOfCine(c, i))));
    }

    /// <summary>One row a cine (one slice of one subject); ED and ES by frame number.</summary>
    public static void WriteCines(string path, IEnumerable<MeasuredCine> cines)
    {
        var table = new TableWriter<MeasuredCine>().Text("subject", c => c.Subject).Count("slice", c => c.Slice);
        Number(table, "slice_location_mm", c => c.SliceLocationMm ?? double.NaN);
        table.Count("frames", c => c.Frames.Count).Count("measured_frames", c => c.Cine.MeasuredFrames)
            .Count("ed_frame_number", c => NumberOf(c, c.Cine.EdFrame)).Count("es_frame_number", c => NumberOf(c, c.Cine.EsFrame));
        foreach (var phenotype in PhenotypeRegistry.Cine) Number(table, phenotype.Name, c => phenotype.Measure(c.Cine));
        table.Text("flags", c => string.Join(' ', c.Doubts.Prepend(Text(c.Cine.Flags)).Where(t => t.Length > 0))).Text("series", c => c.Series).Text("study", c => c.Study)
            .Save(path, cines);
    }

    /// <summary>One row a study of a subject; without a volume, the flags say why.</summary>
    public static void WriteSubjects(string path, IEnumerable<StudyVolumes> volumes)
    {
        var table = new TableWriter<StudyVolumes>().Text("subject", v => v.Subject).Count("slices", v => v.Measures?.Slices);
        Number(table, "slice_distance_mm", v => v.Measures?.SliceDistanceMm ?? double.NaN);
        foreach (var phenotype in PhenotypeRegistry.Subject) Number(table, phenotype.Name, v => v.Measures is null ? double.NaN : phenotype.Measure(v.Measures));
        table.Text("study", v => v.Study).Text("flags", v => v.Doubt).Save(path, volumes);
    }

    /// <summary>The names of flags, separated by blanks; empty if there is none.</summary>
    public static string Text(QualityFlags flags) => flags == QualityFlags.None ? "" : flags.ToString().Replace(",", "", StringComparison.Ordinal);

    private static void Number<T>(TableWriter<T> table, string head, Func<T, double> value) => table.Number(head, value, row => ShortNumber.Text(value(row)));

    private static long? NumberOf(MeasuredCine cine, int frame) => frame < 0 ? null : cine.FrameNumbers[frame];

    private sealed record FrameOfCine(MeasuredCine Cine, int Index)
    {
        public LvMeasures Measures => Cine.Frames[Index];
    }
}
