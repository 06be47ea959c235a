using GanCmri.Imaging;
using GanCmri.Phenotypes;

namespace GanCmri.Studies.Measurement;

/// <summary>Which cines are measured, and how.</summary>
internal sealed record MeasurementOptions
{
    /// <summary>A file or folder of cines.</summary>
    public required string Data { get; init; }

    /// <summary>The networks.</summary>
    public required Segmenter Segmenter { get; init; }

    /// <summary>Other networks that look beside them; null: none do.</summary>
    public Segmenter? Judge { get; init; }

    /// <summary>Height, weight and heart rate of subjects; null: unknown.</summary>
    public BodyTable? Body { get; init; }

    /// <summary>Whether masks may bear the names of a frames.csv's pictures, which may tell who somebody is.</summary>
    public bool KeepIds { get; init; }

    /// <summary>How cines are read; notes are kept there.</summary>
    public CineReaderOptions Reading { get; init; } = new();

    /// <summary>How they are outlined.</summary>
    public SegmentationOptions Segmentation { get; init; } = new();
}
