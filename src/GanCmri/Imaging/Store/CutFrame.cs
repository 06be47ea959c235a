namespace GanCmri.Imaging.Store;

/// <summary>A frame of a <see cref="CutSlice"/>.</summary>
/// <param name="Pixels">The crop in the store's bytes.</param>
/// <param name="Source">SHA-256 of the source's pixels.</param>
/// <param name="Phase">"ED", "ES" or "".</param>
/// <param name="TimeMs">Time after the R wave, ms; null if unknown.</param>
/// <param name="LvAreaPx">The cavity's area in pixels of the crop; null without a mask.</param>
internal sealed record CutFrame(byte[] Pixels, string Source, string Phase, double? TimeMs, double? LvAreaPx);
