using GanCmri.Runtime;

namespace GanCmri.Phenotypes;

/// <summary>How frames are outlined.</summary>
public sealed record SegmentationOptions
{
    /// <summary>Mirrored and turned copies that are averaged: 1, 2, 4 or 8. More are slower; networks trained on mostly upright windows
    /// gain nothing by them.</summary>
    public int Views { get; init; } = 1;

    /// <summary>Frames that go through a network together; no influence on results.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>Checks all values.</summary>
    /// <exception cref="ArgumentException">Every wrong value, named.</exception>
    internal void Validate() =>
        new OptionChecks().That(Views is 1 or 2 or 4 or 8, $"Views {Views}: expected 1, 2, 4 or 8").AtLeast(BatchSize, 1).Throw();
}
