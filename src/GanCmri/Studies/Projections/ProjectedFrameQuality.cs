using CsvHelper.Configuration.Attributes;

namespace GanCmri.Studies.Projections;

/// <summary>How well a frame's latent gives the frame back: a line of the quality table.</summary>
public sealed record ProjectedFrameQuality
{
    /// <summary>Pseudonym.</summary>
    [Name("subject")]
    public required string Subject { get; init; }

    /// <summary>Cine.</summary>
    [Name("series")]
    public required string Series { get; init; }

    /// <summary>Slice, from 0.</summary>
    [Name("slice")]
    public int Slice { get; init; }

    /// <summary>Number in the cine.</summary>
    [Name("frame")]
    public int Frame { get; init; }

    /// <summary>Mean square difference, on the scale of [-1, 1].</summary>
    [Name("mse", "MSE")]
    public double Mse { get; init; }

    /// <summary>Peak signal-to-noise ratio, dB.</summary>
    [Name("psnr_db", "PSNR (dB)")]
    public double PsnrDb { get; init; }

    /// <summary>Structural similarity, at most 1.</summary>
    [Name("ssim", "SSIM")]
    public double Ssim { get; init; }

    /// <summary>Optimisation steps taken.</summary>
    [Name("steps")]
    public int Steps { get; init; }

    /// <summary>Its share of the computing time, s.</summary>
    [Name("seconds")]
    public double Seconds { get; init; }
}
