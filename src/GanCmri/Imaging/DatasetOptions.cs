namespace GanCmri.Imaging;

/// <summary>How <see cref="DatasetBuilder"/> makes a frame store.</summary>
public sealed record DatasetOptions
{
    /// <summary>The crop of every frame.</summary>
    public HeartCrop Crop { get; init; } = new();

    /// <summary>Share of the subjects of each pathology held out for validation; 0.2 by default.</summary>
    public double Validation { get; init; } = 0.2;

    /// <summary>The seed of the split; 1 by default.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>A slice found by motion is skipped when it moves less than this share of the stack's best slice; 0.1 by default.</summary>
    public double LeastMotion { get; init; } = 0.1;

    /// <summary>Writes subjects.csv, which tells which source id a pseudonym stands for; false by default.</summary>
    public bool KeepIds { get; init; }
}
