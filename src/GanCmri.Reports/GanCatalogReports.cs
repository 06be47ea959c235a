using GanCmri.Learning;
using GanCmri.Reports.Jobs;
using GanCmri.Runtime;
using Microsoft.Data.Analysis;

namespace GanCmri.Reports;

/// <summary>Adds the reports to <c>mlContext.Gan</c>.</summary>
public static class GanCatalogReports
{
    /// <summary>The jobs of a CSV file done into a folder, as <c>gancmri report</c> does them, one row a finished job: Job, Line, Frames;
    /// of a real cine Slice, Mse, PsnrDb, Ssim (reconstruction and real, means over frames); LvAreaMm2Real, LvAreaMm2ReconstructionError
    /// (reconstruction minus real, both in the real cine's end-diastolic frame), LvAreaMm2Before (reconstruction or synthetic heart, in
    /// its own end-diastolic frame), LvAreaMm2Target, LvAreaMm2After, LvAreaMm2Judged (guided heart, in its own), the same six of
    /// SphericityIndex, LvFacPercentBefore, LvFacPercentGuided, PlausibleFrames.</summary>
    /// <example>
    /// <code>
    /// using var models = ReportModels.Load(folder: null, segmenter: null, TorchSharp.torch.CPU); // the shipped ones
    /// var table = ml.Gan.Report("jobs.csv", "report", models);
    /// </code>
    /// </example>
    /// <param name="gan">The catalogue.</param>
    /// <param name="jobsPath">Jobs file; bad rows are logged as warnings and left out.</param>
    /// <param name="folder">Made if missing; the same call goes on where an earlier one stopped.</param>
    /// <param name="models">E.g. of <see cref="ReportModels.Load"/>.</param>
    /// <param name="allowOutside">Whether cines may lie outside the jobs file's folder.</param>
    /// <exception cref="InputException">The jobs file cannot be read, or the folder not be written.</exception>
    public static DataFrame Report(this GanCatalog gan, string jobsPath, string folder, ReportModels models, bool allowOutside = false)
    {
        var list = JobsFile.Read(jobsPath, allowOutside);
        var batch = BatchReport.Run(list, models, folder, progress: gan.Context.Progress, cancellation: gan.Context.Cancellation);
        foreach (var problem in batch.Problems)
            gan.Context.Warn(nameof(Report), "jobs", problem.Message(list.FileName));
        return BatchTables.Frame(batch);
    }
}
