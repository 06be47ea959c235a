using GanCmri.Phenotypes;
using GanCmri.Studies;
using GanCmri.Studies.Guidance;

namespace GanCmri.Reports.Jobs;

/// <summary>A job on its way: from its heart over the steered one to the measured cines.</summary>
/// <param name="job">The job.</param>
/// <param name="key">Its key.</param>
/// <param name="heart">Its heart before anything is changed.</param>
internal sealed class JobWork(ReportJob job, string key, JobHeart heart)
{
    public ReportJob Job => job;

    public string Key => key;

    public JobHeart Heart => heart;

    /// <summary>The heart at end-diastole after steering.</summary>
    public float[] EndDiastole { get; set; } = heart.Latents[0];

    /// <summary>What it was steered to; null if it was not.</summary>
    public PhenotypeTarget? Target { get; set; }

    /// <summary>Why it cannot be done; null if it can.</summary>
    public JobException? Problem { get; set; }

    /// <summary>Whether there is a second cine to make.</summary>
    public bool IsMoved => job.IsGuided || (heart.Real is not null && job.Motion is not null);

    /// <summary>Its cines, to be shown beside each other, all of one number of frames; empty before they are made.</summary>
    public IReadOnlyList<JobCine> Cines { get; set; } = [];

    /// <summary>It in numbers; null before its cines are made, or if it cannot be done.</summary>
    public JobResult? Result { get; set; }
}

/// <summary>One of the cines that a job compares.</summary>
/// <param name="Name">real, reconstruction, synthetic or guided.</param>
/// <param name="Frames">Its frames, the first meant to be end-diastole.</param>
internal sealed record JobCine(string Name, IReadOnlyList<MeasuredFrame> Frames)
{
    public const string Real = "real",
        Reconstruction = "reconstruction",
        Synthetic = "synthetic",
        Guided = "guided";

    /// <summary>The names, in the order of tables.</summary>
    public static IReadOnlyList<string> Names { get; } = [Real, Reconstruction, Synthetic, Guided];

    /// <summary>The name for readers: which of them is real.</summary>
    public string Title =>
        Name switch
        {
            Real => "Real",
            Reconstruction => "Reconstruction (synthetic)",
            Synthetic => "Synthetic heart",
            _ => "Guided (synthetic)",
        };

    /// <summary>The same in a word, for small pictures.</summary>
    public string ShortTitle => char.ToUpperInvariant(Name[0]) + Name[1..];

    /// <summary>The measures of its frames, jumps marked.</summary>
    public IReadOnlyList<LvMeasures> Measures { get; } = CineMeasures.MarkImplausible([.. Frames.Select(f => f.Measures)]);
}
