using GanCmri.Formats.Tables;
using GanCmri.Phenotypes;
using GanCmri.Studies.Guidance;
using GanCmri.Trajectories;

namespace GanCmri.Studies.Jobs;

/// <summary>results.csv and problems.csv of a batch.</summary>
internal static class BatchTables
{
    /// <summary>results.csv: a job a row, in the jobs' order.</summary>
    public static void SaveResults(string path, IEnumerable<FinishedJob> jobs)
    {
        var table = new CsvTable<FinishedJob>()
            .Text("id", f => f.Job.Name).Count("line", f => f.Job.Line).Text("source", Source).Text("trajectory", Motion)
            .Count("frames", f => f.Result.Frames).Number("slice", f => f.Result.Slice ?? double.NaN).Number("psnr_db", f => f.Result.PsnrDb ?? double.NaN);
        foreach (var phenotype in SteeredPhenotype.All) Steered(table, phenotype.Phenotype.Name, r => r.Of(phenotype));
        Cine(table, "original", r => r.Original);
        Cine(table, "before", r => r.Before);
        Cine(table, "guided", r => r.Guided);
        table.Text("note", f => string.Join("; ", f.Result.Notes)).Save(path, jobs);
    }

    /// <summary>problems.csv: a row of the jobs file without a result a row, by line.</summary>
    public static void SaveProblems(string path, IEnumerable<JobProblem> problems) =>
        new CsvTable<JobProblem>().Count("line", p => p.Line).Text("column", p => p.Column)
            .Text("expected", p => p.Expected).Text("found", p => p.Found).Text("remedy", p => p.Remedy).Save(path, problems);

    /// <summary>The word for how a job's last cine moves.</summary>
    public static string Motion(FinishedJob finished) => finished.Job.Motion?.Word() ?? JobColumns.OwnMotion;

    /// <summary>"real cine" or "synthetic heart".</summary>
    public static string Source(FinishedJob finished) => finished.Job.Seed is null ? "real cine" : "synthetic heart";

    private static void Steered(CsvTable<FinishedJob> table, string name, Func<JobResult, SteeredValue?> value) => table
        .Text($"{name}_asked", f => value(f.Result)?.Requested ?? "")
        .Number($"{name}_before", f => value(f.Result)?.Before ?? double.NaN)
        .Number($"{name}_target", f => value(f.Result)?.Target ?? double.NaN)
        .Number($"{name}_after", f => value(f.Result)?.After ?? double.NaN);

    private static void Cine(CsvTable<FinishedJob> table, string name, Func<JobResult, JobCineResult?> cine) => table
        .Number($"{PhenotypeRegistry.LvEda}_{name}", f => cine(f.Result)?.EdaMm2 ?? double.NaN)
        .Number($"{PhenotypeRegistry.LvEsa}_{name}", f => cine(f.Result)?.EsaMm2 ?? double.NaN)
        .Number($"{PhenotypeRegistry.LvFac}_{name}", f => cine(f.Result)?.FacPercent ?? double.NaN)
        .Number($"{PhenotypeRegistry.Sphericity}_{name}", f => cine(f.Result)?.EdSphericity ?? double.NaN)
        .Number($"plausible_frames_{name}", f => cine(f.Result)?.PlausibleFrames ?? double.NaN);
}
