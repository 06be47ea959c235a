using GanCmri.Imaging.Hearts;
using GanCmri.Latents.Tuning;
using GanCmri.Runtime;
using GanCmri.Studies;

namespace GanCmri.Reports.Jobs;

/// <summary>What all jobs of a batch have in common.</summary>
internal sealed record BatchReportOptions
{
    /// <summary>Truncation of synthetic hearts towards the mean, 0 to 1; default 0.8.</summary>
    public double Psi { get; init; } = 0.8;

    /// <summary>Frames of a synthetic cine where the job does not say; default 20.</summary>
    public int Frames { get; init; } = 20;

    /// <summary>Most steps from the encoder's guess to the latent of a real frame; default 30.</summary>
    public int ProjectionSteps { get; init; } = 30;

    /// <summary>Side of the crop around a real heart and of generated images, mm; default 175.</summary>
    public double FieldMm { get; init; } = new HeartCrop().FieldMm;

    /// <summary>Slice of real cines where the job does not say, from 0; null, the default: the one that <see cref="HeartSlice"/>
    /// chooses.</summary>
    public int? Slice { get; init; }

    /// <summary>How the generator is tuned to each real cine first, so that its reconstruction is this very heart; null, the default: not
    /// at all.</summary>
    public TuningOptions? Tuning { get; init; }

    /// <summary>Checks all values.</summary>
    /// <exception cref="ArgumentException">Every wrong value, named.</exception>
    internal void Validate()
    {
        Tuning?.Validate();
        new OptionChecks()
            .Within(Psi, 0, 1)
            .Within(Frames, ReportJob.FewestFrames, ReportJob.MostFrames)
            .AtLeast(Slice, 0)
            .AtLeast(ProjectionSteps, 1)
            .Positive(FieldMm)
            .Throw();
    }
}
