using GanCmri.Studies.Cohorts;
using GanCmri.Studies;
using GanCmri.Runtime;

namespace GanCmri.Reports.Cohorts;

/// <summary>Makes a guided cohort into a folder: cohort.csv, latents.npy, pictures if asked, report.html and run.json. Memory does not grow with it.</summary>
public static class CohortFiles
{
    private const int GuidedPart = 128; // rows: a minute's work or so is lost when a run is killed
    private const int LatentsPart = 16_384;
    private const long MostSubjects = 100_000_000;

    /// <summary>Makes the cohort, or goes on with it: what a stopped run of the same specification, seed, models and program finished is used.</summary>
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
    public static IReadOnlyList<TargetAgreement> Write(HeartModels models, CohortSpec spec, CohortOptions options, string folder, string command,
        TimeProvider clock, IProgress<StageProgress>? progress = null, CancellationToken cancellation = default)
    {
        if (options.Subjects is < 1 or > MostSubjects) throw new InputException("subjects", $"1 to {MostSubjects}", $"{options.Subjects}", "give their number");
        if (options.Workers < 1) throw new InputException("workers", "1 or more", $"{options.Workers}", "give their number");
        var started = clock.GetUtcNow();
        var parts = new CohortParts(folder, CohortKey.Of(models, spec, options));
        RowRange[] ranges = [.. RowRange.Split(options.Subjects, options.LatentsOnly ? LatentsPart : GuidedPart)];
        var table = CohortRow.Table(spec, measured: !options.LatentsOnly, judged: models.Judge is not null);
        var latents = new CohortLatents(models, spec, options.Seed, options.LatentsOnly, progress);
        var images = options.LatentsOnly ? null : new CohortImages(models, spec, options.Seed, options.Images ? Path.Combine(folder, "images") : null);
        RowRange[] missing = [.. ranges.Where(r => !parts.Has(r.First, r.Count))];
        var done = options.Subjects - missing.Sum(r => r.Count);
        progress?.Report(new StageProgress("make subjects", done, options.Subjects, "subjects"));
        using var made = new CohortWorkers(options.Workers).Run(missing.SelectMany(BlocksOf), Block, cancellation).GetEnumerator();
        foreach (var range in missing)
        {
            var rows = new List<CohortRow>();
            foreach (var _ in BlocksOf(range))
            {
                made.MoveNext();
                rows.AddRange(made.Current.Where(r => r.Heart.Subject.Row < range.First + range.Count));
            }

            cancellation.ThrowIfCancellationRequested();
            parts.Save(range.First, rows, table);
            progress?.Report(new StageProgress("make subjects", Math.Min(options.Subjects, done), options.Subjects, "subjects"));
        }

        static IEnumerable<long> BlocksOf(RowRange range)
        {
            for (var row = range.First; row < range.First + range.Count; row += CohortLatents.BlockRows) yield return row / CohortLatents.BlockRows;
        }

        CohortRow[] Block(long block)
        {
            var hearts = latents.Block(block, cancellation);
            var rows = images?.Rows(hearts, options.Subjects, cancellation) ?? [.. hearts.Select(h => new CohortRow(h, null))];
            progress?.Report(new StageProgress("make subjects", Math.Min(options.Subjects, Interlocked.Add(ref done, rows.Length)), options.Subjects, "subjects"));
            return rows;
        }

        string At(string name) => Path.Combine(folder, name);
        parts.JoinTables(At("cohort.csv"), ranges);
        parts.JoinLatents(At("latents.npy"), ranges, options.Subjects, models.EdToEs.Length);
        var sample = CohortSample.Read(At("cohort.csv"));
        var agreements = CohortReport.Write(At("report.html"), sample, spec, options, models);
        new RunRecord
        {
            Command = command, Options = new { Cohort = options, spec.Trajectory, spec.Frames, spec.Psi, Targets = agreements }, Seed = options.Seed,
            Device = models.Device.ToString(), Inputs = [.. spec.Files, .. models.Files],
            Outputs = [.. new[] { "cohort.csv", "latents.npy", "report.html" }.Select(name => FileDigest.Of(At(name), name))],
            StartedUtc = started, EndedUtc = clock.GetUtcNow(),
        }.Save(At("run.json"));
        parts.Delete();
        return agreements;
    }
}
