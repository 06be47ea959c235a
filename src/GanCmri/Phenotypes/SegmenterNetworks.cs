namespace GanCmri.Phenotypes;

/// <summary>The two networks of a segmenter, and what no network trained on mirrored copies can learn.</summary>
/// <param name="Cavity">Outlines cavity and epicardium at 1.37 mm a pixel.</param>
/// <param name="Locator">Finds the cavity in the whole field of view at a quarter of that resolution.</param>
/// <param name="OutlineShift">How far manual outlines lie right of and below what the cavity network outlines, working px (<see cref="Fitting.OutlineShift"/>).</param>
internal sealed record SegmenterNetworks(SegmentationNetwork Cavity, SegmentationNetwork Locator, PolygonPoint OutlineShift);
