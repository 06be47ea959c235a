using GanCmri.Phenotypes;
using GanCmri.Reports;
using GanCmri.Runtime;
using GanCmri.Studies;
using GanCmri.Studies.Cohorts;
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
    private readonly CohortBeats _beats = new(models, spec, seed);

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

        var beats = _beats.Of(block, cancellation);
        // What is written of a heart is the frame at which its beat is fullest: what a target means does not depend on how hearts move.
        block = [.. block.Zip(beats, (h, beat) => h with { Latent = beat.Latents[0], Frame = beat.Frames[0] })];
        foreach (var (heart, beat) in block.Zip(beats).Where(p => pictures is not null && p.First.Subject.Row < rows))
            Save(heart, HeartPictures.Cine([.. beat.Frames.Select(f => f.Image)], _options.FrameTimeMs, FrameZoom, heart.Subject.Name));
        float[][] systoles = [.. beats.Select(beat => beat.Latents[Math.Max(0, beat.Cine.EsFrame)])];
        return [.. block.Zip(beats, Judged(block, systoles, cancellation)).Select(r => new CohortRow(r.First, r.Second.Cine, r.Third))];
    }

    // Each heart under its own draw of noise, which depends on its row alone.
    private JudgedHeart?[] Judged(CohortHeart[] block, float[][]? systoles, CancellationToken cancellation)
    {
        if (models.Judge is not { } judge)
            return new JudgedHeart?[block.Length];
        var view = GuidanceView.Judge(judge);
        var maker = new FrameMaker(models.Generator, judge, _options.FieldMm) { Views = CohortLatents.JudgingViews };
        LvMeasures[] See(Func<int, float[]> latentOf) =>
            [
                .. maker
                    .Look(
                        [.. block.Select((h, i) => new HeartLook(latentOf(i), view.NoiseOf(seed, h.Subject.Row)))],
                        _ => { },
                        cancellation
                    )
                    .Select(f => f.Measures),
            ];
        var diastoles = See(i => block[i].Latent);
        return systoles is null
            ? [.. diastoles.Select(ed => new JudgedHeart(ed, null))]
            : [.. diastoles.Zip(See(i => systoles[i]), (ed, es) => new JudgedHeart(ed, es))];
    }

    private void Save(CohortHeart heart, Picture picture) =>
        AtomicFile.WriteBytes(Path.Combine(pictures!, FileOf(spec, heart.Subject.Row)), picture.Bytes);
}
