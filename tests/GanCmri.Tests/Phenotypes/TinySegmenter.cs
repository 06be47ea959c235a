using GanCmri.Phenotypes;
using GanCmri.Phenotypes.Fitting;

namespace GanCmri.Tests.Phenotypes;

/// <summary>A very small segmenter, trained for some seconds on drawn hearts; shared by tests, never changed.</summary>
public sealed class TinySegmenter : IDisposable
{
    public Segmenter Segmenter { get; } =
        SegmenterTrainer.Train(
            [.. Enumerable.Range(0, 8).Select(Shapes.Heart)],
            [],
            new SegmenterTrainingOptions
            {
                CavitySteps = 80,
                FinderSteps = 80,
                BatchSize = 4,
                HalfPrecision = TestPrecision.BFloat16,
                CavityNetwork = new SegmentationNetworkOptions { Channels = [6, 12, 16] },
                FinderNetwork = new SegmentationNetworkOptions { Channels = [6, 12, 16], Outputs = 1 },
            },
            start: null,
            kept: null,
            progress: null,
            CancellationToken.None
        );

    public void Dispose() => Segmenter.Dispose();
}

/// <summary>Lets several test classes share one.</summary>
[CollectionDefinition(nameof(TinySegmenter))]
public sealed class TinySegmenterShared : ICollectionFixture<TinySegmenter>;
