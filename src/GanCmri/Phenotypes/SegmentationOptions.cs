namespace GanCmri.Phenotypes;

/// <summary>How thoroughly frames are outlined.</summary>
public sealed record SegmentationOptions
{
    /// <summary>Mirrored and turned copies that are averaged: 1, 2, 4 or 8. Eight is best and eight times as slow as one.</summary>
    public int Views { get; init; } = 8;

    /// <summary>Frames that go through a network together; no influence on results.</summary>
    public int BatchSize { get; init; } = 8;

    /// <summary>One view: for thousands of synthetic frames.</summary>
    public static SegmentationOptions Fast { get; } = new() { Views = 1, BatchSize = 16 };
}
