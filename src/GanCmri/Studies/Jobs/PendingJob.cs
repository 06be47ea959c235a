using GanCmri.Runtime;
using GanCmri.Studies.Guidance;

namespace GanCmri.Studies.Jobs;

/// <summary>A job on its way.</summary>
/// <param name="job">The job.</param>
/// <param name="key">Its key.</param>
/// <param name="start">Its heart before anything is changed.</param>
internal sealed class PendingJob(ReportJob job, string key, JobStart start)
{
    public ReportJob Job => job;

    public string Key => key;

    public JobStart Start => start;

    /// <summary>The heart at end-diastole after steering.</summary>
    public float[] EndDiastole { get; set; } = start.Latents[0];

    /// <summary>What it was steered to; null if it was not.</summary>
    public PhenotypeTarget? Target { get; set; }

    /// <summary>Why it cannot be done; null if it can.</summary>
    public InputException? Problem { get; set; }

    /// <summary>Whether there is a second cine to make.</summary>
    public bool IsMoved => job.IsGuided || (start.Original is not null && job.Motion is not null);
}
