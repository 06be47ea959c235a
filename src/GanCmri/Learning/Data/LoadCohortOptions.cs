namespace GanCmri.Learning.Data;

/// <summary>How a guided cohort's latents are made.</summary>
public sealed record LoadCohortOptions
{
    /// <summary>
    /// Move each latent once by a response fitted on a pilot sample (made when the first latent is read), instead of steering heart by
    /// heart: for very many rows; misses targets much more widely.
    /// </summary>
    public bool LatentsOnly { get; init; }

    /// <summary>Folder with generator.safetensors and ed-es.json; null for the shipped models.</summary>
    public string? ModelsFolder { get; init; }

    /// <summary>The segmenter's file; null for the shipped one.</summary>
    public string? SegmenterPath { get; init; }

    /// <summary>auto, cpu, cuda or cuda:N.</summary>
    public string Device { get; init; } = "auto";
}
