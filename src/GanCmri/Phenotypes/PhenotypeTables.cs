using GanCmri.Formats.Tables;

namespace GanCmri.Phenotypes;

/// <summary>Writes measures as CSV, or Parquet where the name says so, a column a phenotype of the registry; unknown numbers are empty
/// fields.</summary>
public static class PhenotypeTables
{
    /// <summary>One row a frame; frame_number counts from 0, as <c>project</c> counts them. Where pictures say that a generator made them
    /// there is a column source, synthetic or real.</summary>
    public static void WriteFrames(string path, IEnumerable<MeasuredCine> cines)
    {
        MeasuredCine[] all = [.. cines];
        WriteFrames(path, all, all.Any(c => c.HasSynthetic));
    }

    /// <summary>The same; whether there is a column source is said.</summary>
    /// <param name="path">The table.</param>
    /// <param name="cines">What was measured.</param>
    /// <param name="hasSource">Whether there is a column source.</param>
    /// <param name="judged">Whether there is a column of what another network saw.</param>
    internal static void WriteFrames(string path, IReadOnlyList<MeasuredCine> cines, bool hasSource, bool judged = false) =>
        Sourced(
                Judged(
                        Measures(
                            new TableWriter<FrameOf>()
                                .Text("subject", f => f.Cine.Subject)
                                .Count("slice", f => f.Cine.Slice)
                                .Text("frame", f => f.Cine.FrameNames[f.At])
                                .Text("phase", f => f.Cine.Phases[f.At])
                                .Measured("time_ms", f => f.Cine.TimesMs[f.At]),
                            PhenotypeRegistry.Frame,
                            (f, p) => p.Measure(f.Cine.Frames[f.At])
                        ),
                        judged
                    )
                    .Text("flags", f => Text(f.Cine.Frames[f.At].Flags))
                    .Text("series", f => f.Cine.Series)
                    .Count("frame_number", f => f.Cine.FrameNumbers[f.At])
                    .Text("study", f => f.Cine.Study),
                hasSource,
                f => f.Cine.Synthetic.ElementAtOrDefault(f.At)
            )
            .Save(path, cines.SelectMany(c => c.Frames.Select((_, i) => new FrameOf(c, i))));

    /// <summary>One row a cine (one slice of one subject); ED and ES by frame number. Column source as of frames; one synthetic frame
    /// counts.</summary>
    public static void WriteCines(string path, IEnumerable<MeasuredCine> cines)
    {
        MeasuredCine[] all = [.. cines];
        WriteCines(path, all, all.Any(c => c.HasSynthetic), volumes: null);
    }

    /// <summary>The same; whether there is a column source is said.</summary>
    /// <param name="path">The table.</param>
    /// <param name="cines">What was measured.</param>
    /// <param name="hasSource">Whether there is a column source.</param>
    /// <param name="volumes">Those of the cines' studies, for the columns in_edv and in_esv; null: there are none.</param>
    internal static void WriteCines(string path, IReadOnlyList<MeasuredCine> cines, bool hasSource, IEnumerable<StudyVolumes>? volumes) =>
        Sourced(
                Used(
                        Measures(
                            new TableWriter<MeasuredCine>()
                                .Text("subject", c => c.Subject)
                                .Count("slice", c => c.Slice)
                                .Measured("slice_location_mm", c => c.SliceLocationMm ?? double.NaN)
                                .Count("frames", c => c.Frames.Count)
                                .Count("measured_frames", c => c.Cine.MeasuredFrames)
                                .Count("ed_frame_number", c => Number(c, c.Cine.EdFrame))
                                .Count("es_frame_number", c => Number(c, c.Cine.EsFrame)),
                            PhenotypeRegistry.Cine,
                            (c, p) => p.Measure(c.Cine)
                        ),
                        volumes
                    )
                    .Text("flags", c => string.Join(' ', c.Doubts.Prepend(Text(c.Cine.Flags)).Where(t => t.Length > 0)))
                    .Text("series", c => c.Series)
                    .Text("study", c => c.Study),
                hasSource,
                c => c.HasSynthetic
            )
            .Save(path, cines);

    /// <summary>One row a study of a subject; ED and ES by frame number, the same in all slices. Without a volume, the Flags say why.
    /// Synthetic ones have a column source, too.</summary>
    public static void WriteSubjects(string path, IEnumerable<StudyVolumes> volumes, bool areSynthetic = false)
    {
        StudyVolumes[] all = [.. volumes.Select(v => v with { IsSynthetic = areSynthetic || v.IsSynthetic })];
        WriteSubjects(path, all, all.Any(v => v.IsSynthetic) || areSynthetic, v => v.IsSynthetic);
    }

    /// <summary>The same.</summary>
    /// <param name="path">The table.</param>
    /// <param name="volumes">A row each.</param>
    /// <param name="hasSource">Whether there is a column source.</param>
    /// <param name="isSynthetic">What it says.</param>
    /// <param name="judged">Whether there are columns of what another network saw.</param>
    /// <param name="labelled">Whether there are columns of what observers outlined.</param>
    internal static void WriteSubjects(
        string path,
        IReadOnlyList<StudyVolumes> volumes,
        bool hasSource,
        Func<StudyVolumes, bool> isSynthetic,
        bool judged = false,
        bool labelled = false
    ) => Sourced(Subjects(judged, labelled), hasSource, isSynthetic).Save(path, volumes);

    /// <summary>The columns of a study's volumes.</summary>
    internal static TableWriter<StudyVolumes> Subjects(bool judged, bool labelled = false)
    {
        var table = Measures(
            new TableWriter<StudyVolumes>()
                .Text("subject", v => v.Subject)
                .Count("slices", v => v.Measures?.Slices)
                .Count("atrium_slices", v => v.Measures?.AtriumSlices)
                .Measured("slice_distance_mm", v => v.Measures?.SliceDistanceMm ?? double.NaN)
                .Count("ed_frame_number", v => v.EdFrameNumber)
                .Count("es_frame_number", v => v.EsFrameNumber),
            PhenotypeRegistry.Subject,
            (v, p) => v.Measures is null ? double.NaN : p.Measure(v.Measures)
        );
        table = Beside(table, judged ? PhenotypeRegistry.LvVolumes : [], "judged", v => v.Judged);
        table = Beside(table, labelled ? PhenotypeRegistry.Outlined : [], "labelled", v => v.Labelled);
        return table.Text("study", v => v.Study).Text("flags", v => v.Doubt);
    }

    /// <summary>A table with the column source where it is wanted; what carries no mark counts as real, as in <c>associate</c>.</summary>
    internal static TableWriter<T> Sourced<T>(TableWriter<T> table, bool hasSource, Func<T, bool> isSynthetic) =>
        hasSource ? table.Text("source", row => isSynthetic(row) ? "synthetic" : "real") : table;

    private static TableWriter<FrameOf> Judged(TableWriter<FrameOf> table, bool judged) =>
        judged ? table.Measured(PhenotypeRegistry.LvArea.Name + "_judged", f => f.Cine.Frames[f.At].JudgedAreaMm2) : table;

    // What somebody else saw of the same studies, in columns of the same names and a word.
    private static TableWriter<StudyVolumes> Beside(
        TableWriter<StudyVolumes> table,
        IEnumerable<SubjectPhenotype> phenotypes,
        string word,
        Func<StudyVolumes, StackMeasures?> seen
    ) =>
        phenotypes.Aggregate(
            table,
            (t, p) => t.Measured($"{p.Name}_{word}", v => seen(v) is { } measures ? p.Measure(measures) : double.NaN)
        );

    // Of a study that was not measured whole the cells are empty.
    private static TableWriter<MeasuredCine> Used(TableWriter<MeasuredCine> table, IEnumerable<StudyVolumes>? volumes)
    {
        if (volumes is null)
            return table;
        var uses = new Dictionary<MeasuredCine, SliceUse>(ReferenceEqualityComparer.Instance);
        foreach (var use in volumes.SelectMany(v => v.Uses))
            uses[use.Cine] = use;
        return table.Text("in_edv", c => uses.GetValueOrDefault(c)?.Ed ?? "").Text("in_esv", c => uses.GetValueOrDefault(c)?.Es ?? "");
    }

    /// <summary>The names of flags, separated by blanks; empty if there is none.</summary>
    public static string Text(QualityFlags flags) =>
        flags == QualityFlags.None ? "" : flags.ToString().Replace(",", "", StringComparison.Ordinal);

    private static long? Number(MeasuredCine cine, int frame) => frame < 0 ? null : cine.FrameNumbers[frame];

    private static TableWriter<T> Measures<T, TPhenotype>(
        TableWriter<T> table,
        IEnumerable<TPhenotype> phenotypes,
        Func<T, TPhenotype, double> measure
    )
        where TPhenotype : Phenotype => phenotypes.Aggregate(table, (t, p) => t.Measured(p.Name, row => measure(row, p)));

    private sealed record FrameOf(MeasuredCine Cine, int At);
}
