using GanCmri.Phenotypes;
using GanCmri.Phenotypes.Curves;
using GanCmri.Reports;
using GanCmri.Runtime;
using GanCmri.Studies;
using GanCmri.Studies.Cohorts;
using GanCmri.Studies.Contraction;
using GanCmri.Studies.Guidance;

namespace GanCmri.Reports.Cohorts;

/// <summary>Sets guided hearts in motion, where they shall move, measures the cines, and writes pictures if asked.</summary>
/// <param name="models">Networks and, where hearts move, one trajectory.</param>
/// <param name="spec">The cohort.</param>
/// <param name="seed">Of the noise under which the judge looks and of beats that are drawn.</param>
/// <param name="pictures">Folder for pictures; null for none.</param>
internal sealed class CohortImages(HeartModels models, CohortSpec spec, long seed, string? pictures)
{
    private const string Still = ".png",
        Moving = ".gif";
    private const int FrameZoom = 3;
    private readonly StudyOptions _options = CohortLatents.StudyOptions(spec, seed: 0);

    /// <summary>The picture's name of a row.</summary>
    public static string FileOf(CohortSpec spec, long row) => CohortDraws.NameOf(row) + (spec.Trajectory is null ? Still : Moving);

    /// <summary>The rows of a whole block; writes pictures of those below <paramref name="rows"/> only.</summary>
    public CohortRow[] Rows(CohortHeart[] block, long rows, CancellationToken cancellation)
    {
        if (spec.Trajectory is null)
        {
            foreach (var heart in block.Where(h => pictures is not null && h.Subject.Row < rows))
                Save(heart, HeartPictures.Frame(heart.Frame!.Image, null, FrameZoom, heart.Subject.Name));
            return [.. block.Zip(Judged(block, null, cancellation), (h, judged) => new CohortRow(h, null, judged))];
        }

        var maker = new FrameMaker(models.Generator, models.Segmenter, _options.FieldMm);
        float[][] latents = [.. Beats(maker, block, cancellation).SelectMany(frames => frames)];
        var cines = maker.Make(latents, _ => { }, cancellation).Chunk(spec.Frames).ToArray();
        foreach (var (heart, cine) in block.Zip(cines).Where(p => pictures is not null && p.First.Subject.Row < rows))
            Save(heart, HeartPictures.Cine([.. cine.Select(f => f.Image)], _options.FrameTimeMs, FrameZoom, heart.Subject.Name));
        CineMeasures[] measures =
        [
            .. cines.Select(cine => CineResult.Of(new SyntheticCine(spec.Trajectory.Value, cine), _options.FrameTimeMs).Cine),
        ];
        float[][] systoles = [.. measures.Zip(latents.Chunk(spec.Frames), (m, cine) => cine[Math.Max(0, m.EsFrame)])];
        return [.. block.Zip(measures, Judged(block, systoles, cancellation)).Select(r => new CohortRow(r.First, r.Second, r.Third))];
    }

    // Each heart under its own draw of noise, which depends on its row alone.
    private JudgedHeart?[] Judged(CohortHeart[] block, float[][]? systoles, CancellationToken cancellation)
    {
        if (models.Judge is not { } judge)
            return new JudgedHeart?[block.Length];
        var (view, maker) = (
            GuidanceView.Judge(judge),
            new FrameMaker(models.Generator, judge, _options.FieldMm) { Views = CohortLatents.JudgingViews }
        );
        return
        [
            .. block.Select(
                (heart, i) =>
                {
                    float[][] frames = systoles is null ? [heart.Latent] : [heart.Latent, systoles[i]];
                    var seen = maker.Make(frames, _ => { }, cancellation, view.NoiseOf(seed, heart.Subject.Row));
                    return new JudgedHeart(seen[0].Measures, systoles is null ? null : seen[^1].Measures);
                }
            ),
        ];
    }

    // Each heart's own motion where its contraction is asked for, its own course of the area where that is drawn.
    private IEnumerable<float[][]> Beats(FrameMaker maker, CohortHeart[] block, CancellationToken cancellation)
    {
        var motion = models.Trajectories[0];
        if (spec.DrawnBeats)
            return block.Select(h =>
                new AreaCurveSearch(maker).Cine(motion, h.Latent, Curve(h.Subject), spec.Frames, cancellation)
                ?? motion.Cine(h.Latent, spec.Frames)
            );
        if (spec.Contraction is < 0)
            return block.Select(h => motion.Cine(h.Latent, spec.Frames));
        return new ContractionSearch(maker)
            .Amplitudes(
                motion,
                [.. block.Select(h => h.Latent)],
                [.. block.Select(h => h.Subject.Targets[spec.Contraction])],
                spec.Frames,
                cancellation
            )
            .Zip(block, (amplitude, h) => motion.Scaled(amplitude).Cine(h.Latent, spec.Frames));
    }

    private AreaCurve Curve(DrawnSubject subject)
    {
        var curve = models.AreaCurves!.Draw(Seed.Derive(seed, "beat", subject.Row));
        return spec.Contraction < 0 ? curve : curve.WithFac(subject.Targets[spec.Contraction]);
    }

    private void Save(CohortHeart heart, Picture picture) =>
        AtomicFile.WriteBytes(Path.Combine(pictures!, FileOf(spec, heart.Subject.Row)), picture.Bytes);
}
