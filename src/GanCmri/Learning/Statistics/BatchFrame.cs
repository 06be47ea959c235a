using GanCmri.Studies.Jobs;
using Microsoft.Data.Analysis;

namespace GanCmri.Learning;

/// <summary>The finished jobs of a batch report as a frame; what a job did not ask for or has not is NaN.</summary>
internal static class BatchFrame
{
    public static DataFrame Of(BatchResult batch)
    {
        var jobs = batch.Finished;
        return new DataFrame(
            new StringDataFrameColumn("Job", jobs.Select(j => j.Job.Name)),
            new Int32DataFrameColumn("Line", jobs.Select(j => j.Job.Line)),
            new Int32DataFrameColumn("Frames", jobs.Select(j => j.Result.Frames)),
            Number("PsnrDb", r => r.PsnrDb),
            Number("LvAreaBefore", r => r.LvArea?.Before),
            Number("LvAreaTarget", r => r.LvArea?.Target),
            Number("LvAreaAfter", r => r.LvArea?.After),
            Number("SphericityBefore", r => r.Sphericity?.Before),
            Number("SphericityTarget", r => r.Sphericity?.Target),
            Number("SphericityAfter", r => r.Sphericity?.After),
            Number("FacBefore", r => r.Before.FacPercent),
            Number("FacGuided", r => r.Guided?.FacPercent),
            new Int32DataFrameColumn("PlausibleFrames", jobs.Select(j => (j.Result.Guided ?? j.Result.Before).PlausibleFrames)));

        DoubleDataFrameColumn Number(string name, Func<JobResult, double?> value) => new(name, jobs.Select(j => value(j.Result) ?? double.NaN));
    }
}
