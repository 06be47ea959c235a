namespace GanCmri.Networks;

/// <summary>How many feature maps a resolution has.</summary>
internal static class FeatureMapRule
{
    /// <summary>floor(base / 2 / 2^(stage decay)) within [min, max], where stage = log2(resolution) - 1; with decay 1, base /
    /// resolution.</summary>
    public static int At(int resolution, int channelBase, double decay, int min, int max) =>
        (int)Math.Min(Math.Max(Math.Floor(channelBase / 2.0 / Math.Pow(2, (Math.Log2(resolution) - 1) * decay)), min), max);
}
