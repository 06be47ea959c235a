namespace GanCmri.Phenotypes;

/// <summary>The size of a segmentation network.</summary>
internal sealed record SegmentationNetworkOptions
{
    /// <summary>Feature maps of each level, finest first; each level halves the side, so inputs are multiples of 2^(levels - 1).</summary>
    public IReadOnlyList<int> Channels { get; init; } = [24, 48, 96, 160, 224];

    /// <summary>Output maps: one a structure, each an independent probability.</summary>
    public int Outputs { get; init; } = 3;

    /// <summary>Input sides must be multiples of this.</summary>
    public int SideMultiple => 1 << (Channels.Count - 1);
}
