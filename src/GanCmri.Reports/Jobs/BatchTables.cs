using GanCmri.Formats.Tables;
using GanCmri.Learning.Data;
using GanCmri.Phenotypes;
using GanCmri.Studies;
using GanCmri.Studies.Guidance;
using GanCmri.Trajectories.Motion;
using Microsoft.Data.Analysis;

namespace GanCmri.Reports.Jobs;

/// <summary>A batch as tables: results.csv and problems.csv, and the frame of <c>ml.Gan.Report</c>.</summary>
internal static class BatchTables
{
    /// <summary>results.csv: a job a row, in the jobs' order.</summary>
    public static void SaveResults(string path, IEnumerable<FinishedJob> jobs)
    {
        var table = new TableWriter<FinishedJob>()
            .Text("id", f => f.Job.Name)
            .Count("line", f => f.Job.Line)
            .Text("source", Source)
            .Text("trajectory", Motion)
            .Count("frames", f => f.Result.Frames)
            .Number("slice", f => f.Result.Slice?.Number ?? double.NaN)
            .Text("slice_choice", f => f.Result.Slice?.Reason ?? "")
            .Number("mse", f => f.Result.Error?.Mse ?? double.NaN)
            .Number("psnr_db", f => f.Result.Error?.PsnrDb ?? double.NaN)
            .Number("ssim", f => f.Result.Error?.Ssim ?? double.NaN);
        foreach (var phenotype in SteeredPhenotype.All)
            Steered(table, phenotype);
        foreach (var cine in JobCine.Names)
            Cine(table, cine);
        table.Text("note", f => string.Join("; ", f.Result.Notes)).Save(path, jobs);
    }

    /// <summary>problems.csv: a row of the jobs file without a result a row, by line.</summary>
    public static void SaveProblems(string path, IEnumerable<JobProblem> problems) =>
        new TableWriter<JobProblem>()
            .Count("line", p => p.Line)
            .Text("column", p => p.Column)
            .Text("expected", p => p.Expected)
            .Text("found", p => p.Found)
            .Text("remedy", p => p.Remedy)
            .Save(path, problems);

    /// <summary>The finished jobs as a frame for ML.NET; what a job did not ask for or has not is null.</summary>
    public static DataFrame Frame(BatchResult batch)
    {
        var jobs = batch.Finished;
        return new DataFrame(
            (DataFrameColumn[])
                [
                    new StringDataFrameColumn("Job", jobs.Select(j => j.Job.Name)),
                    new Int32DataFrameColumn("Line", jobs.Select(j => j.Job.Line)),
                    new Int32DataFrameColumn("Frames", jobs.Select(j => j.Result.Frames)),
                    Number("Slice", r => r.Slice?.Number),
                    Number("Mse", r => r.Error?.Mse),
                    Number("PsnrDb", r => r.Error?.PsnrDb),
                    Number("Ssim", r => r.Error?.Ssim),
                    .. SteeredPhenotype.All.SelectMany(Steered),
                    Number(PhenotypeRegistry.LvFac.Column + "Before", r => r.Start.FacPercent),
                    Number(PhenotypeRegistry.LvFac.Column + "Guided", r => r.Guided?.FacPercent),
                    new Int32DataFrameColumn("PlausibleFrames", jobs.Select(j => (j.Result.Guided ?? j.Result.Start).PlausibleFrames)),
                ]
        );

        DoubleDataFrameColumn[] Steered(SteeredPhenotype phenotype) =>
            [
                Number(phenotype.Phenotype.Column + "Real", r => r.Error?.Real[phenotype.Phenotype.Name]),
                Number(phenotype.Phenotype.Column + "ReconstructionError", r => r.Error?.Of(phenotype.Phenotype)),
                Number(phenotype.Phenotype.Column + "Before", r => r.Of(phenotype)?.Before),
                Number(phenotype.Phenotype.Column + "Target", r => r.Of(phenotype)?.Target),
                Number(phenotype.Phenotype.Column + "After", r => r.Of(phenotype)?.After),
                Number(phenotype.Phenotype.Column + "BeforeJudged", r => r.Of(phenotype)?.JudgedBefore),
                Number(phenotype.Phenotype.Column + "Judged", r => r.Of(phenotype)?.Judged),
            ];

        DoubleDataFrameColumn Number(string name, Func<JobResult, double?> value) =>
            new(name, jobs.Select(j => value(j.Result) ?? double.NaN).OrNull());
    }

    /// <summary>The word for how a job's last cine moves.</summary>
    public static string Motion(FinishedJob finished) => finished.Job.Motion?.Word() ?? JobColumns.OwnMotion;

    /// <summary>"real cine" or "synthetic heart".</summary>
    public static string Source(FinishedJob finished) => finished.Job.Seed is null ? "real cine" : "synthetic heart";

    private static void Steered(TableWriter<FinishedJob> table, SteeredPhenotype phenotype)
    {
        var (p, name) = (phenotype.Phenotype, phenotype.Phenotype.Name);
        table
            .Text($"{name}_asked", f => f.Result.Of(phenotype)?.Requested ?? "")
            .Number($"{name}_before", f => f.Result.Of(phenotype)?.Before ?? double.NaN)
            .Number($"{name}_target", f => f.Result.Of(phenotype)?.Target ?? double.NaN)
            .Number($"{name}_after", f => f.Result.Of(phenotype)?.After ?? double.NaN)
            .Number($"{name}_before_judged", f => f.Result.Of(phenotype)?.JudgedBefore ?? double.NaN)
            .Number($"{name}_judged", f => f.Result.Of(phenotype)?.Judged ?? double.NaN)
            .Number($"{name}_reconstruction_error", f => f.Result.Error?.Of(p) ?? double.NaN)
            .Number($"{name}_reconstruction_error_percent", f => f.Result.Error?.PercentOf(p) ?? double.NaN);
    }

    private static void Cine(TableWriter<FinishedJob> table, string name) =>
        table
            .Number($"{PhenotypeRegistry.LvEda}_{name}", f => f.Result.Cine(name)?.EdaMm2 ?? double.NaN)
            .Number($"{PhenotypeRegistry.LvEsa}_{name}", f => f.Result.Cine(name)?.EsaMm2 ?? double.NaN)
            .Number($"{PhenotypeRegistry.LvFac}_{name}", f => f.Result.Cine(name)?.FacPercent ?? double.NaN)
            .Number(
                $"{PhenotypeRegistry.Sphericity}_{name}",
                f => f.Result.Cine(name)?.AtEndDiastole[PhenotypeRegistry.Sphericity.Name] ?? double.NaN
            )
            .Number($"plausible_frames_{name}", f => f.Result.Cine(name)?.PlausibleFrames ?? double.NaN);
}
