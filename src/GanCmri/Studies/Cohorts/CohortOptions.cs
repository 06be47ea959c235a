namespace GanCmri.Studies.Cohorts;

/// <summary>How a guided cohort is made, besides what it shall be like.</summary>
internal sealed record CohortOptions
{
    /// <summary>Subjects, 1 to 100 million.</summary>
    public required long Subjects { get; init; }

    /// <summary>Seed of all randomness; a row depends on it, on its number, on the specification and the models, and on nothing
    /// else.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>
    /// Latents and targets only: each latent is moved once by a response fitted on a pilot sample, no image is made, nothing is measured.
    /// For very many rows; misses targets much more widely than guidance heart by heart.
    /// </summary>
    public bool LatentsOnly { get; init; }

    /// <summary>Write each heart's picture, or its cine where hearts move.</summary>
    public bool Images { get; init; }

    /// <summary>Blocks of 16 rows worked on at once; no influence on results.</summary>
    public int Workers { get; init; } = 1;
}
