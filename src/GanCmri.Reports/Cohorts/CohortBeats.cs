using GanCmri.Phenotypes;
using GanCmri.Phenotypes.Curves;
using GanCmri.Runtime;
using GanCmri.Studies;
using GanCmri.Studies.Cohorts;
using GanCmri.Studies.Contraction;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Reports.Cohorts;

/// <summary>Sets steered hearts in motion, so that the frame that was steered is end-diastole: the fullest of its beat.</summary>
/// <param name="models">Networks and one trajectory.</param>
/// <param name="spec">The cohort.</param>
/// <param name="seed">Of beats that are drawn.</param>
internal sealed class CohortBeats(HeartModels models, CohortSpec spec, long seed)
{
    private const int Corrections = 2;
    private readonly StudyOptions _options = CohortLatents.StudyOptions(spec, seed: 0);

    /// <summary>The beats of a whole block of hearts, from end-diastole on.</summary>
    public CohortBeat[] Of(CohortHeart[] block, CancellationToken cancellation)
    {
        // Seen as end-diastole was when it was steered, or one heart would have two areas.
        var maker = new FrameMaker(models.Generator, models.Segmenter, _options.FieldMm) { Views = CohortLatents.Views };
        var motion = models.Trajectories[0].Closed();
        if (spec.DrawnBeats)
        {
            var search = new AreaCurveSearch(maker);
            var drawn = block.Select(h =>
                search.Cine(motion, h.Latent, Curve(h.Subject), spec.Frames, cancellation) ?? motion.Cine(h.Latent, spec.Frames)
            );
            return [.. Measured([.. drawn]).Select(b => b.FromEndDiastole())];
        }

        var motions = Motions(motion, maker, block, cancellation);
        var at = new int[block.Length];
        var beats = Beats([.. Enumerable.Range(0, block.Length)]);
        var last = beats.ToArray();
        for (var correction = 0; correction < Corrections; correction++)
        {
            // A beat that is fullest elsewhere is laid through the steered latent there.
            int[] open = [.. Enumerable.Range(0, block.Length).Where(i => last[i].Cine.EdFrame >= 0 && last[i].Cine.EdFrame != at[i])];
            foreach (var i in open)
                at[i] = last[i].Cine.EdFrame;
            foreach (var (i, again) in open.Zip(Beats(open)))
            {
                last[i] = again;
                if (again.Cine.EdaMm2 < beats[i].Cine.EdaMm2) // none is emptier than the steered frame
                    beats[i] = again;
            }
        }

        return [.. beats.Select(b => b.FromEndDiastole())];

        CohortBeat[] Beats(int[] hearts) =>
            Measured([.. hearts.Select(i => motions[i].Cine(block[i].Latent, spec.Frames, at[i] / (double)spec.Frames))]);

        CohortBeat[] Measured(float[][][] latents) =>
            [
                .. latents.Zip(
                    maker.Make([.. latents.SelectMany(w => w)], _ => { }, cancellation).Chunk(spec.Frames),
                    (w, frames) => new CohortBeat(w, frames, _options.FrameTimeMs)
                ),
            ];
    }

    // Each heart's own where its contraction is asked for.
    private Trajectory[] Motions(Trajectory motion, FrameMaker maker, CohortHeart[] block, CancellationToken cancellation)
    {
        if (spec.Contraction < 0)
            return [.. block.Select(_ => motion)];
        double[] asked = [.. block.Select(h => h.Subject.Targets[spec.Contraction])];
        var amplitudes = new ContractionSearch(maker).Amplitudes(
            motion,
            [.. block.Select(h => h.Latent)],
            asked,
            spec.Frames,
            cancellation
        );
        return [.. amplitudes.Select(motion.Scaled)];
    }

    private AreaCurve Curve(DrawnSubject subject)
    {
        var curve = models.AreaCurves!.Draw(Seed.Derive(seed, "beat", subject.Row));
        return spec.Contraction < 0 ? curve : curve.WithFac(subject.Targets[spec.Contraction]);
    }
}

/// <summary>A heart's beat.</summary>
/// <param name="Latents">One a frame.</param>
/// <param name="Frames">As many, measured.</param>
/// <param name="FrameTimeMs">From frame to frame, ms.</param>
internal sealed record CohortBeat(IReadOnlyList<float[]> Latents, IReadOnlyList<MeasuredFrame> Frames, double FrameTimeMs)
{
    /// <summary>It in numbers.</summary>
    public CineMeasures Cine { get; } =
        CineMeasures.Of(CineMeasures.MarkImplausible([.. Frames.Select(f => f.Measures)]), [.. Frames.Select((_, t) => t * FrameTimeMs)]);

    /// <summary>The same beat from end-diastole on.</summary>
    public CohortBeat FromEndDiastole() => new(Latents.From(Cine.EdFrame), Frames.From(Cine.EdFrame), FrameTimeMs);
}
