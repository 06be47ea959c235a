namespace GanCmri.Studio.Cines;

/// <summary>LV area of a frame whose outline was corrected.</summary>
/// <param name="FoundMm2">As the network found it, mm².</param>
/// <param name="CorrectedMm2">As it was drawn, mm².</param>
internal readonly record struct DrawnAreas(double FoundMm2, double CorrectedMm2);
