using GanCmri.Phenotypes;

namespace GanCmri.Studies.Guidance;

/// <summary>One heart moved along one direction.</summary>
/// <param name="Guided">The phenotype that the direction is meant to change.</param>
/// <param name="Frames">One frame a guidance step.</param>
internal sealed record MeasuredGuidance(FramePhenotype Guided, IReadOnlyList<MeasuredFrame> Frames);
