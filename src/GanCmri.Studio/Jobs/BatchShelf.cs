using System.Security.Cryptography;
using GanCmri.Reports.Jobs;
using GanCmri.Runtime;
using GanCmri.Studio.Hosting;

namespace GanCmri.Studio.Jobs;

/// <summary>The jobs files of this run, by the digest of their bytes: the same file again goes on in the same folder, also after the studio
/// was closed. It is checked anew each time, since what its rows name may have come, gone or changed.</summary>
internal sealed class BatchShelf(StudioOptions options) : IDisposable
{
    private const int MostBytes = 16 << 20,
        DigestLetters = 12;
    private readonly Dictionary<string, JobsBatch> _batches = [];
    private readonly Lock _gate = new();

    /// <summary>Reads a jobs file; paths in it begin in the data folder.</summary>
    /// <param name="body">Its bytes.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="InputException">It is no jobs file.</exception>
    public async Task<CheckedJobs> Add(Stream body, CancellationToken cancellation)
    {
        using var bytes = new MemoryStream();
        await body.CopyToAsync(bytes, cancellation).ConfigureAwait(false);
        if (bytes.Length > MostBytes)
            throw new InputException("jobs.csv", "at most 16 MB", "more", "split the file");
        var id = Convert.ToHexStringLower(SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)))[..DigestLetters];
        var folder = Path.Combine(Path.GetFullPath(options.OutputFolder), "jobs-" + id);
        using var temporary = new TemporaryCsv(bytes);
        var list = JobCheck.Of(JobsFile.ReadSent(temporary.Path, "jobs.csv", options.DataFolder ?? temporary.Folder));
        lock (_gate)
        {
            var before = _batches.GetValueOrDefault(id);
            if (before?.State.Phase == BatchState.Running)
                return CheckedJobs.Of(id, before);
            before?.Dispose();
            IReadOnlyList<JobProblem> problems = [.. list.Problems.Select(StudioWords.Of)];
            var batch = _batches[id] = new JobsBatch(list with { Problems = problems, Said = StudioWords.Of }, folder, before);
            return CheckedJobs.Of(id, batch);
        }
    }

    /// <summary>A batch.</summary>
    /// <exception cref="InputException">There is none such.</exception>
    public JobsBatch Of(string id)
    {
        lock (_gate)
            return _batches.GetValueOrDefault(id)
                ?? throw new InputException("jobs", "a file that was dropped here", "none of this number", "drop it again");
    }

    public void Dispose()
    {
        foreach (var batch in _batches.Values)
            batch.Dispose();
    }

    private sealed class TemporaryCsv : IDisposable
    {
        public TemporaryCsv(MemoryStream bytes)
        {
            Folder = Directory.CreateTempSubdirectory("gancmri-studio-").FullName;
            File.WriteAllBytes(Path, bytes.ToArray());
        }

        public string Folder { get; }

        public string Path => System.IO.Path.Combine(Folder, "jobs.csv");

        public void Dispose() => Directory.Delete(Folder, recursive: true);
    }
}

/// <summary>A jobs file as it was understood, before anything starts.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Jobs">Rows that can be done.</param>
/// <param name="Problems">Rows that cannot, by line and column.</param>
/// <param name="State">How far it is.</param>
internal sealed record CheckedJobs(string Id, CheckedJob[] Jobs, CheckedProblem[] Problems, BatchState State)
{
    public static CheckedJobs Of(string id, JobsBatch batch) =>
        new(
            id,
            [.. batch.List.Jobs.Select(j => CheckedJob.Of(j, batch.Result(j.Name)))],
            [.. batch.Problems.Select(p => CheckedProblem.Of(p, batch.List.FileName))],
            batch.State
        );
}

/// <summary>One job.</summary>
/// <param name="Name">Its id.</param>
/// <param name="Line">Its line in the file.</param>
/// <param name="Asked">What is asked for, in words.</param>
/// <param name="Files">Files of its result; empty before there is one.</param>
/// <param name="Numbers">LV area before and after, mm², and FAC, %; null before there is a result.</param>
/// <param name="Notes">What to know of it.</param>
internal sealed record CheckedJob(
    string Name,
    int Line,
    string Asked,
    IReadOnlyList<string> Files,
    JobNumbers? Numbers,
    IReadOnlyList<string> Notes
)
{
    public static CheckedJob Of(ReportJob job, JobResult? result) =>
        new(
            job.Name,
            job.Line,
            string.Join(
                ", ",
                new[] { job.Seed is { } seed ? FormattableString.Invariant($"seed {seed}") : "cine" }.Concat(
                    job.Targets.Select(t => $"{t.Key} {t.Value.Text}")
                )
            ),
            result is null ? [] : JobFiles.Of(job.Outputs),
            result is null ? null : JobNumbers.Of(result),
            result?.Notes ?? []
        );
}

/// <summary>A finished job in three numbers.</summary>
internal sealed record JobNumbers(double Before, double After, double FacPercent)
{
    public static JobNumbers Of(JobResult result)
    {
        var last = result.Guided ?? result.Start;
        return new JobNumbers(result.Start.EdaMm2, last.EdaMm2, last.FacPercent);
    }
}

/// <summary>A bad row.</summary>
internal sealed record CheckedProblem(int Line, string Column, string Expected, string Found, string Remedy, string Message)
{
    public static CheckedProblem Of(JobProblem p, string file) => new(p.Line, p.Column, p.Expected, p.Found, p.Remedy, p.Message(file));
}
