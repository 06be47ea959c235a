using GanCmri.Runtime;
using GanCmri.Shards;
using GanCmri.Studies;
using GanCmri.Studies.Cohorts;

namespace GanCmri.Reports.Cohorts;

/// <summary>Makes a guided cohort into a folder: cohort.csv, latents.npy, pictures if asked, report.html and run.json. Memory does not grow
/// with it.</summary>
internal static class CohortFiles
{
    private const string TableEnding = ".csv",
        LatentsEnding = ".npy";
    private const long MostSubjects = 100_000_000;

    /// <summary>Makes the cohort, or goes on with it: what a stopped run of the same specification, seed, models and program finished is
    /// used.</summary>
    /// <param name="models">Networks, ED-to-ES, and where hearts move one trajectory.</param>
    /// <param name="spec">What the cohort shall be like.</param>
    /// <param name="options">Subjects, seed, what is written.</param>
    /// <param name="folder">Made if missing; files of the same names are replaced.</param>
    /// <param name="command">The command or pipeline to record.</param>
    /// <param name="clock">Source of the times recorded.</param>
    /// <param name="progress">Told the rows finished.</param>
    /// <param name="cancellation">Stops at the next block of rows; finished parts stay and are used by the next run.</param>
    /// <returns>How well targets were met, one a phenotype, over the first rows.</returns>
    /// <exception cref="InputException">An option is out of range, effects contradict bounds, or the folder cannot be written.</exception>
    public static IReadOnlyList<TargetAgreement> Write(
        HeartModels models,
        CohortSpec spec,
        CohortOptions options,
        string folder,
        string command,
        TimeProvider clock,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        Check(options);
        var started = clock.GetUtcNow();
        using var taken = OutputLock.OnFolder(folder);
        AtomicFile.RemoveLeftovers(CohortWork.Pictures(folder), "");
        var parts = new CohortParts(folder, CohortKey.Of(models, spec, options));
        var ranges = CohortWork.Ranges(options, 0, options.Subjects);
        new CohortWork(models, spec, options, folder, parts, progress, cancellation).Do(ranges);
        parts.JoinTables(Table(folder), ranges);
        parts.JoinLatents(Latents(folder), ranges, models.EdToEs.Length);
        var agreements = Conclude(models, spec, options, folder, command, started, clock);
        parts.Delete();
        return agreements;
    }

    /// <summary>Whether a folder holds the whole cohort already, by its record: made of the same, every file as it was written.</summary>
    internal static bool IsDone(HeartModels models, CohortSpec spec, CohortOptions options, string folder)
    {
        Check(options);
        using var taken = OutputLock.OnFolder(folder);
        var key = CohortKey.Of(models, spec, options);
        if (!FinishedCohort.Is(folder, RunKey(key, options), file => Digest(folder, file, spec, options)))
            return false;
        new CohortParts(folder, key).Delete(); // of a run that was killed between its record and its end
        return true;
    }

    /// <summary>Makes the rows of one shard: whole blocks that follow each other.</summary>
    internal static void Do(
        HeartModels models,
        CohortSpec spec,
        CohortOptions options,
        string folder,
        ShardPart part,
        IProgress<StageProgress>? progress,
        CancellationToken cancellation
    )
    {
        Check(options);
        var blocks = (options.Subjects + CohortLatents.BlockRows - 1) / CohortLatents.BlockRows;
        var ranges = CohortWork.Ranges(
            options,
            part.Shard.First(blocks) * CohortLatents.BlockRows,
            Math.Min(options.Subjects, part.Shard.End(blocks) * CohortLatents.BlockRows)
        );
        var parts = new CohortParts(part.FileOf("-rows"), CohortKey.Of(models, spec, options));
        var work = new CohortWork(models, spec, options, folder, parts, progress, cancellation);
        work.Do(ranges);
        if (ranges.Count == 0)
            work.SaveHead(part.FileOf(TableEnding));
        else
            parts.JoinTables(part.FileOf(TableEnding), ranges);
        parts.JoinLatents(part.FileOf(LatentsEnding), ranges, models.EdToEs.Length);
        part.AddTable(TableEnding, [new UnitRows(part.Shard.Name, ranges.Sum(r => r.Count))]);
        part.Add(part.FileOf(LatentsEnding));
        foreach (var (first, count) in options.Images ? ranges : [])
            for (var row = first; row < first + count; row++)
                part.Add(Path.Combine(CohortWork.Pictures(folder), CohortImages.FileOf(spec, row)));
        if (ranges.Count > 0)
            parts.Delete();
    }

    /// <summary>Joins shards and concludes as <see cref="Write"/> does.</summary>
    internal static IReadOnlyList<TargetAgreement> Join(
        HeartModels models,
        CohortSpec spec,
        CohortOptions options,
        string folder,
        string command,
        TimeProvider clock,
        ShardSet shards
    )
    {
        var started = clock.GetUtcNow();
        using var taken = OutputLock.OnFolder(folder);
        shards.JoinTables(TableEnding, Table(folder));
        NpyJoin.Write(Latents(folder), [.. shards.Files(LatentsEnding)]);
        return Conclude(models, spec, options, folder, command, started, clock);
    }

    private static string Table(string folder) => Path.Combine(folder, "cohort.csv");

    private static string Latents(string folder) => Path.Combine(folder, "latents.npy");

    private static string RunKey(string key, CohortOptions options) => FormattableString.Invariant($"{key}-{options.Subjects}");

    // All pictures are one entry of the record, known by the digests of each.
    private static FileDigest Digest(string folder, string name, CohortSpec spec, CohortOptions options) =>
        name == Path.GetFileName(CohortWork.Pictures(folder))
            ? FinishedCohort.Together(name, CohortWork.Pictures(folder), PicturesOf(spec, options))
            : FileDigest.Of(Path.Combine(folder, name), name);

    private static IEnumerable<string> PicturesOf(CohortSpec spec, CohortOptions options)
    {
        for (var row = 0L; row < options.Subjects; row++)
            yield return CohortImages.FileOf(spec, row);
    }

    private static void Check(CohortOptions options)
    {
        if (options.Subjects is < 1 or > MostSubjects)
            throw new InputException("subjects", $"1 to {MostSubjects}", $"{options.Subjects}", "give their number");
        if (options.Workers < 1)
            throw new InputException("workers", "1 or more", $"{options.Workers}", "give their number");
    }

    private static IReadOnlyList<TargetAgreement> Conclude(
        HeartModels models,
        CohortSpec spec,
        CohortOptions options,
        string folder,
        string command,
        DateTimeOffset started,
        TimeProvider clock
    )
    {
        string At(string name) => Path.Combine(folder, name);
        string[] outputs = ["cohort.csv", "latents.npy", "report.html", .. options.Images ? ["images"] : Array.Empty<string>()];
        var agreements = CohortReport.Write(At("report.html"), CohortSample.Read(Table(folder)), spec, options, models);
        new RunRecord
        {
            Command = command,
            Options = new
            {
                Key = RunKey(CohortKey.Of(models, spec, options), options),
                Cohort = options,
                spec.Trajectory,
                spec.Frames,
                spec.Psi,
                Targets = agreements,
            },
            Seed = options.Seed,
            Device = models.Device.ToString(),
            Inputs = [.. spec.Files, .. models.Files],
            Outputs = [.. outputs.Select(name => Digest(folder, name, spec, options))],
            StartedUtc = started,
            EndedUtc = clock.GetUtcNow(),
        }.Save(At("run.json"));
        return agreements;
    }
}
