using GanCmri.Phenotypes;
using GanCmri.Trajectories.Directions;

namespace GanCmri.Studies.Guidance;

/// <summary>A phenotype and the latent direction that is meant to change it.</summary>
public sealed record GuidedPhenotype(FramePhenotype Phenotype, PhenotypeDirection Direction);
