using CsvHelper.Configuration.Attributes;
using GanCmri.Formats.Tables;
using GanCmri.Imaging;
using GanCmri.Latents.Tuning;
using GanCmri.Runtime;
using GanCmri.Trajectories.Tables;

namespace GanCmri.Studies.Projections;

/// <summary>Which tuned generator belongs to which projected cine: LATENTS.tuning.csv, the files in LATENTS.tuning. They are numbered, as
/// ids may be somebody's.</summary>
internal static class TuningTable
{
    /// <summary>The folder beside a file of latents.</summary>
    public static string Folder(string latents) => Path.ChangeExtension(latents, ".tuning");

    /// <summary>The file of a cine.</summary>
    /// <param name="number">Its number, from 1.</param>
    public static string FileName(int number) => FormattableString.Invariant($"cine-{number:0000}.safetensors");

    /// <summary>Writes the table.</summary>
    public static void Write(string latents, IEnumerable<SourceCine> cines) =>
        CsvFile.WriteRecords(
            PathOf(latents),
            cines.Select(c => new Row
            {
                Subject = c.Id.Subject,
                Study = c.Id.Study,
                Series = c.Id.Series,
                Slice = c.Id.Slice,
                File = FileName(c.Place + 1),
            })
        );

    /// <summary>Removes the table of a run before: latents that were found without tuning have none.</summary>
    public static void Remove(string latents) => File.Delete(PathOf(latents));

    /// <summary>The file of a cine's tuned generator.</summary>
    public static string FileOf(string latents, SourceCine cine) => Path.Combine(Folder(latents), FileName(cine.Place + 1));

    /// <summary>Refuses to go on with latents whose tuned generators are gone.</summary>
    /// <param name="latents">The latents' file.</param>
    /// <param name="finished">The cines that are finished.</param>
    /// <exception cref="InputException">One is gone.</exception>
    public static void RequireFiles(string latents, IEnumerable<SourceCine> finished)
    {
        foreach (var file in finished.Select(c => FileOf(latents, c)).Where(f => !File.Exists(f)))
            throw new InputException(
                file,
                "the tuned generator of a finished cine",
                "none",
                "put LATENTS.tuning back, or delete the latents to start again"
            );
    }

    /// <summary>Refuses latents that belong to generators tuned to each cine: what is fitted over several of them means nothing for the
    /// generator as it is.</summary>
    /// <exception cref="InputException">They do.</exception>
    public static void RequireUntuned(string latents)
    {
        if (IsTuned(latents))
            throw new InputException(
                latents,
                "latents of one generator",
                "those of generators tuned to each cine (project --tune)",
                "project the frames again without --tune"
            );
    }

    /// <summary>The tuning of a cine, where its latents were found with one; else null.</summary>
    /// <exception cref="InputException">The table names no file for it, or a file is missing, damaged or of another cine.</exception>
    public static GeneratorTuning? Of(string latents, LatentCine cine)
    {
        if (!IsTuned(latents))
            return null;
        var table = PathOf(latents);
        if (!File.Exists(table))
            throw new InputException(
                table,
                "the tuned generators of these latents",
                "none",
                "let project --tune end, or keep LATENTS.tuning and LATENTS.tuning.csv beside the latents"
            );
        var row =
            CsvFile.ReadRecords<Row>(table).FirstOrDefault(r => new CineId(r.Subject, r.Study, r.Series, r.Slice) == cine.Id)
            ?? throw new InputException(
                table,
                "a line for each cine of the latents",
                "none for one of them",
                "project again with --tune: its latents are of no use without the tuned generators"
            );
        var file = Path.Combine(Folder(latents), Path.GetFileName(row.File));
        var tuning = GeneratorTuning.Load(file);
        return tuning.Shows(cine.Latents)
            ? tuning
            : throw new InputException(
                file,
                "the generator tuned to this cine's latents",
                "one tuned to others",
                "keep LATENTS, LATENTS.tuning and LATENTS.tuning.csv of one run together, or project again with --tune"
            );
    }

    // The record of the run beside the latents tells, also where it was stopped; where none does, the table.
    private static bool IsTuned(string latents) => LatentNetwork.TuningOf(latents) is { } tuned ? tuned : File.Exists(PathOf(latents));

    private static string PathOf(string latents) => Folder(latents) + ".csv";

    private sealed record Row
    {
        [Name("subject")]
        public required string Subject { get; init; }

        [Name("study")]
        [Optional]
        public string Study { get; init; } = "";

        [Name("series")]
        public required string Series { get; init; }

        [Name("slice")]
        public int Slice { get; init; }

        [Name("file")]
        public required string File { get; init; }
    }
}
