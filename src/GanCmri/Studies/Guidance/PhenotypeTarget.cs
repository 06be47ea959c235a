namespace GanCmri.Studies.Guidance;

/// <summary>What a heart should measure.</summary>
/// <param name="AreaMm2">LV area, mm².</param>
/// <param name="SphericityIndex">Short by long axis, below 1.</param>
public sealed record PhenotypeTarget(double AreaMm2, double SphericityIndex);
