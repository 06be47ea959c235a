using GanCmri.Shards;

namespace GanCmri.Reports.Jobs;

/// <summary>A batch in shards: each is a batch of its own, of every n-th job, in a folder of its own; joined, they are one batch whose jobs
/// are all finished.</summary>
internal static class JobShards
{
    private const string Folder = "-report",
        Table = ".csv";

    /// <summary>Does the jobs of one shard.</summary>
    /// <param name="list">All jobs.</param>
    /// <param name="part">The shard.</param>
    /// <param name="run">Does a list of jobs into a folder.</param>
    public static void Do(JobList list, ShardPart part, Func<JobList, string, BatchResult> run)
    {
        ReportJob[] own = [.. list.Jobs.Where((_, i) => part.Shard.Owns(i))];
        var folder = part.FileOf(Folder);
        run(new JobList(list.FileName, own, []), folder);
        File.Copy(Path.Combine(folder, "results.csv"), part.FileOf(Table), overwrite: true);
        part.Add(part.FileOf(Table));
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            part.Add(file);
    }

    /// <summary>Joins shards: a job that could not be done is tried again, and told again.</summary>
    public static BatchResult Join(JobList list, string folder, ShardSet shards, Func<JobList, string, BatchResult> run)
    {
        foreach (var jobs in shards.Files(Folder).Select(f => Path.Combine(f, "jobs")).Where(Directory.Exists))
        {
            foreach (var job in Directory.EnumerateDirectories(jobs))
                Copy(job, Path.Combine(folder, "jobs", Path.GetFileName(job)));
        }

        return run(list, folder);
    }

    // job.json, by which a job counts as finished, comes last.
    private static void Copy(string from, string to)
    {
        if (Directory.Exists(to))
            Directory.Delete(to, recursive: true);
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from).OrderBy(f => Path.GetFileName(f) == JobStore.RecordFile))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }
}
