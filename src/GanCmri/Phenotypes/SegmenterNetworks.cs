namespace GanCmri.Phenotypes;

/// <summary>The two networks of a segmenter.</summary>
/// <param name="Cavity">Outlines cavity, epicardium and (three outputs) right ventricle at 1.37 mm a pixel.</param>
/// <param name="Locator">Finds the cavity in the whole field of view at a quarter of that resolution.</param>
/// <param name="OutlineShift">How far manual outlines lie right of and below what the cavity network outlines, working px; 0 but in older
/// files.</param>
internal sealed record SegmenterNetworks(SegmentationNetwork Cavity, SegmentationNetwork Locator, PolygonPoint OutlineShift);
