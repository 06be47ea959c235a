using GanCmri.Learning.Statistics;
using GanCmri.Runtime;
using GanCmri.Studies.Jobs;
using Microsoft.Data.Analysis;

namespace GanCmri.Learning;

public sealed partial class GanCatalog
{
    /// <summary>The jobs of a CSV file done into a folder, as <c>gancmri report</c> does them, one row a finished job: Job, Line, Frames; of a real cine Slice, Mse, PsnrDb, Ssim (reconstruction and real); LvAreaMm2Real, LvAreaMm2ReconstructionError, LvAreaMm2Before (reconstruction or synthetic heart), LvAreaMm2Target, LvAreaMm2After, SphericityIndexReal, SphericityIndexReconstructionError, SphericityIndexBefore, SphericityIndexTarget, SphericityIndexAfter, LvFacPercentBefore, LvFacPercentGuided, PlausibleFrames.</summary>
    /// <param name="jobsPath">Jobs file; bad rows are logged as warnings and left out.</param>
    /// <param name="folder">Made if missing; the same call goes on where an earlier one stopped.</param>
    /// <param name="models">E.g. of <see cref="ReportModels.Load"/>.</param>
    /// <param name="allowOutside">Whether cines may lie outside the jobs file's folder.</param>
    /// <exception cref="InputException">The jobs file cannot be read, or the folder not be written.</exception>
    public DataFrame Report(string jobsPath, string folder, ReportModels models, bool allowOutside = false)
    {
        var list = JobsFile.Read(jobsPath, allowOutside);
        var batch = BatchReport.Run(list, models, folder, progress: _context.Progress, cancellation: _context.Cancellation);
        foreach (var problem in batch.Problems) _context.Warn(nameof(Report), "jobs", problem.Message(list.FileName));
        return BatchFrame.Of(batch);
    }
}
