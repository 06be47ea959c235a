using GanCmri.Formats.Tables;
using GanCmri.Phenotypes;
using GanCmri.Runtime;
using GanCmri.Shards;

namespace GanCmri.Studies.Measurement;

/// <summary>A measurement in shards: each measures whole subjects; joined, the tables are those of one run.</summary>
internal static class MeasurementShards
{
    private const string Frames = "",
        Cines = ".cines",
        Subjects = ".subjects",
        Segments = ".segments",
        Labels = ".labels",
        Masks = ".masks.csv";

    /// <summary>Measures the subjects of one shard.</summary>
    /// <exception cref="OperationCanceledException">It was stopped; the shard is then not done.</exception>
    public static MeasuredData Do(
        MeasurementOptions options,
        MeasurementFiles files,
        ShardPart part,
        IProgress<StageProgress>? progress,
        CancellationToken cancel
    )
    {
        var own = new MeasurementFiles
        {
            Frames = part.FileOf(Ending(files.Frames, Frames)),
            Cines = Named(files.Cines, Cines),
            Subjects = Named(files.Subjects, Subjects),
            Segments = Named(files.Segments, Segments),
            Labels = Named(files.Labels, Labels),
        };
        var masks = new List<MaskOfFrame>();
        var shard = part.Shard;
        var data = Measurement.Outline(
            options with
            {
                Reading = options.Reading with { Subjects = shard.Owns },
            },
            own.Labels is not null,
            (series, index, outline) =>
            {
                if (files.Masks is null)
                    return;
                var path = part.FileOf(FormattableString.Invariant($"-masks/{masks.Count:D8}.png"));
                MaskFiles.Save(path, outline.Cavity);
                part.Add(path);
                masks.Add(MaskOfFrame.Of(MaskKey.Of(series, index, options.KeepIds), Path.GetFileName(path)));
            },
            progress,
            cancel
        );
        cancel.ThrowIfCancellationRequested();
        Measurement.Write(data, own);
        if (own.Labels is { } labels)
        {
            LabelComparison.Of(data).Write(part);
            if (data.Labels!.Frames == 0)
                data.Labels.Write(labels);
        }

        Add(files.Frames, Frames, data.Stacks.Select(s => UnitRows.At(s.Place, s.Cines.Sum(c => c.Frames.Count))));
        Add(files.Cines, Cines, data.Stacks.Select(s => UnitRows.At(s.Place, s.Cines.Count)));
        Add(files.Segments, Segments, data.Stacks.Select(s => UnitRows.At(s.Place, s.Cines.Count)));
        Add(files.Subjects, Subjects, data.Volumes().Select(v => new UnitRows($"{v.Subject}\n{v.Study}", 1)));
        Add(files.Labels, Labels, data.Stacks.Select(s => UnitRows.At(s.Place, s.Labelled)));
        if (files.Masks is null)
            return data;
        CsvFile.WriteRecords(part.FileOf(Masks), masks);
        part.Add(part.FileOf(Masks));
        return data;

        string? Named(string? asked, string kind) => asked is null ? null : part.FileOf(Ending(asked, kind));

        void Add(string? asked, string kind, IEnumerable<UnitRows> rows)
        {
            if (asked is not null)
                part.AddTable(Ending(asked, kind), [.. rows]);
        }
    }

    /// <summary>Joins the shards.</summary>
    public static JoinedMeasurement Join(MeasurementFiles files, ShardSet shards)
    {
        Join(files.Frames, Frames);
        Join(files.Cines, Cines);
        Join(files.Subjects, Subjects);
        Join(files.Segments, Segments);
        if (files.Labels is { } labels && shards.Rows(Ending(labels, Labels)) > 0)
            Join(labels, Labels);
        var frames = Ending(files.Frames, Frames);
        if (files.Masks is { } folder)
            JoinMasks(folder, shards, frames);
        return new JoinedMeasurement(
            shards.Rows(frames),
            files.Labels is null ? null : LabelComparison.Joined(shards, Ending(files.Labels, Labels))
        );

        void Join(string? asked, string kind)
        {
            if (asked is not null)
                shards.JoinTables(Ending(asked, kind), asked);
        }
    }

    // A shard's tables are of the form that is asked for.
    private static string Ending(string asked, string kind) => kind + TableFileName.Ending(asked);

    // The names of masks depend on those before them, in the order of all frames.
    private static void JoinMasks(string folder, ShardSet shards, string frames)
    {
        var names = new MaskFiles(folder);
        var waiting = shards.Files(Masks).Select(file => new Queue<MaskOfFrame>(CsvFile.ReadRecords<MaskOfFrame>(file))).ToArray();
        var folders = shards.Files("-masks").ToArray();
        foreach (var (part, unit) in shards.Units(frames))
        {
            for (var row = 0L; row < unit.Rows; row++)
            {
                var mask = waiting[part].Dequeue();
                AtomicFile.WriteBytes(names.Place(mask.Key()), File.ReadAllBytes(Path.Combine(folders[part], mask.File)));
            }
        }
    }
}

/// <summary>What joined shards found.</summary>
/// <param name="Frames">Rows of the table of frames.</param>
/// <param name="Labels">How they agree with labels; null where none were asked for.</param>
internal sealed record JoinedMeasurement(long Frames, LabelComparison? Labels);

/// <summary>A mask of a shard.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Study">The study.</param>
/// <param name="Series">The series.</param>
/// <param name="Slice">The slice.</param>
/// <param name="Frame">The frame's name where it is used; else empty.</param>
/// <param name="Number">The frame's number.</param>
/// <param name="File">The file in the shard's folder of masks.</param>
internal sealed record MaskOfFrame(string Subject, string Study, string Series, int Slice, string Frame, int Number, string File)
{
    public static MaskOfFrame Of(MaskKey key, string file) =>
        new(key.Subject, key.Study, key.Series, key.Slice, key.Frame, key.Number, file);

    public MaskKey Key() => new(Subject, Study, Series, Slice, Frame, Number);
}
