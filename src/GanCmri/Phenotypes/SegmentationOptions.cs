namespace GanCmri.Phenotypes;

/// <summary>How frames are outlined.</summary>
public sealed record SegmentationOptions
{
    /// <summary>Mirrored and turned copies that are averaged: 1, 2, 4 or 8. More are slower; networks trained on mostly upright windows
    /// gain nothing by them.</summary>
    public int Views { get; init; } = 1;

    /// <summary>Frames that go through a network together; no influence on results.</summary>
    public int BatchSize { get; init; } = 16;
}
