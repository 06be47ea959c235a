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

    /// <summary>The frame that is end-diastole: where the heart has its largest LV area, later where the guided one has it.</summary>
    public int At { get; private set; }

    /// <summary>The heart at that frame, after steering.</summary>
    public float[] EndDiastole { get; set; } = heart.Latents[0];

    /// <summary>The frames before anything is changed, measured; null before they are made.</summary>
    public JobCine? Start { get; private set; }

    /// <summary>The guided beat that came nearest to what is asked; null before one is made.</summary>
    public JobBeat? Guided { get; private set; }

    /// <summary>What it was steered to; null if it was not.</summary>
    public PhenotypeTarget? Target { get; set; }

    /// <summary>Why it cannot be done; null if it can.</summary>
    public JobException? Problem { get; set; }

    /// <summary>Whether there is a second cine to make.</summary>
    public bool IsMoved => job.IsGuided || (heart.Real is not null && job.Motion is not null);

    /// <summary>Its cines, to be shown beside each other, all of one number of frames; empty before they are made.</summary>
    public IReadOnlyList<JobCine> Cines { get; set; } = [];

    /// <summary>The number of the real frame that a frame of a cine shows, follows or was moved from; null where there is none: synthetic
    /// hearts, and guided ones that move along a trajectory.</summary>
    public int? FrameNumber(JobCine cine, int frame) =>
        cine.Name == JobCine.Guided && job.Motion is not null ? null : heart.FrameNumbers?[frame];

    /// <summary>It in numbers; null before its cines are made, or if it cannot be done.</summary>
    public JobResult? Result { get; set; }

    /// <summary>Takes the heart's frames as they are, and with them its end-diastole.</summary>
    public void Begin(IReadOnlyList<MeasuredFrame> frames)
    {
        Start = new JobCine(heart.Real is null ? JobCine.Synthetic : JobCine.Reconstruction, frames);
        (At, EndDiastole) = (Start.EdFrame, heart.Latents[Start.EdFrame]);
    }

    /// <summary>Takes a guided beat.</summary>
    /// <returns>Whether it is to be steered again: what was asked for made another frame the fullest, and misses it there.</returns>
    public bool Take(JobBeat beat)
    {
        if (Guided is null || Miss(beat) < Miss(Guided))
            Guided = beat;
        if (!(Miss(Guided) > 1) || beat.Cine.EdFrame == At)
            return false;
        (At, EndDiastole) = (beat.Cine.EdFrame, beat.Latents[beat.Cine.EdFrame]);
        return true;
    }

    // In tolerances.
    private double Miss(JobBeat beat) =>
        Target is null ? 0
        : Target.Miss(PhenotypeTarget.Of(beat.Cine.AtEndDiastole).Values) is var miss && double.IsNaN(miss) ? double.PositiveInfinity
        : miss;
}

/// <summary>A guided beat.</summary>
/// <param name="Latents">One a frame.</param>
/// <param name="Cine">Its frames, measured.</param>
internal sealed record JobBeat(IReadOnlyList<float[]> Latents, JobCine Cine);

/// <summary>One of the cines that a job compares.</summary>
/// <param name="Name">real, reconstruction, synthetic or guided.</param>
/// <param name="Frames">Its frames, as many in all cines of a job.</param>
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

    /// <summary>The beat in numbers, without times.</summary>
    public CineMeasures Beat { get; } = CineMeasures.Of([.. Frames.Select(f => f.Measures)], [.. Frames.Select(_ => double.NaN)]);

    /// <summary>End-diastole: the frame of the largest LV area, as gancmri measure has it; the first where none was measured.</summary>
    public int EdFrame => Math.Max(0, Beat.EdFrame);

    /// <summary>The frame at end-diastole.</summary>
    public MeasuredFrame AtEndDiastole => Frames[EdFrame];

    /// <summary>The same cine from end-diastole on.</summary>
    public JobCine FromEndDiastole() => new(Name, Frames.From(EdFrame));
}
