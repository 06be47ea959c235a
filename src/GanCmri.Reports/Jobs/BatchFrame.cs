using GanCmri.Phenotypes;
using GanCmri.Reports.Jobs;
using GanCmri.Studies;
using GanCmri.Studies.Guidance;
using Microsoft.Data.Analysis;

namespace GanCmri.Reports.Jobs;

/// <summary>The finished jobs of a batch report as a frame; what a job did not ask for or has not is NaN.</summary>
internal static class BatchFrame
{
    public static DataFrame Of(BatchResult batch)
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
                Number(phenotype.Phenotype.Column + "Judged", r => r.Of(phenotype)?.Judged),
            ];

        DoubleDataFrameColumn Number(string name, Func<JobResult, double?> value) =>
            new(name, jobs.Select(j => value(j.Result) ?? double.NaN));
    }
}
