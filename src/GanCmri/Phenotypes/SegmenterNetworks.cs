namespace GanCmri.Phenotypes;

/// <summary>The two networks of a segmenter.</summary>
/// <param name="Cavity">Outlines cavity and epicardium at 1.37 mm a pixel.</param>
/// <param name="Locator">Finds the cavity in the whole field of view at a quarter of that resolution.</param>
internal sealed record SegmenterNetworks(SegmentationNetwork Cavity, SegmentationNetwork Locator);
