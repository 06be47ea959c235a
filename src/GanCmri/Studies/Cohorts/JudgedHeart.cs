using GanCmri.Phenotypes;

namespace GanCmri.Studies.Cohorts;

/// <summary>A heart as a network sees it that did not steer it, under fresh noise.</summary>
/// <param name="EndDiastole">Its first frame.</param>
/// <param name="EndSystole">The frame that the steering network found smallest; null where the heart stands still.</param>
internal sealed record JudgedHeart(LvMeasures EndDiastole, LvMeasures? EndSystole)
{
    /// <summary>A phenotype; contraction from these two frames alone.</summary>
    public double Of(Phenotype phenotype) =>
        phenotype is FramePhenotype frame ? frame.Measure(EndDiastole)
        : phenotype == PhenotypeRegistry.LvFac && EndSystole is not null ? 100 * (1 - EndSystole.AreaPx / EndDiastole.AreaPx)
        : double.NaN;
}
