using GanCmri.Studies.Cohorts;
using GanCmri.Studies;
using GanCmri.Runtime;

namespace GanCmri.Reports.Cohorts;

/// <summary>Sets guided hearts in motion, where they shall move, measures the cines, and writes pictures if asked.</summary>
/// <param name="models">Networks and, where hearts move, one trajectory.</param>
/// <param name="spec">The cohort.</param>
/// <param name="pictures">Folder for pictures; null for none.</param>
internal sealed class CohortImages(HeartModels models, CohortSpec spec, string? pictures)
{
    private const string Still = ".png", Moving = ".gif";
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
            return [.. block.Select(h => new CohortRow(h, null))];
        }

        var latents = block.SelectMany(h => models.Trajectories[0].Cine(h.Latent, spec.Frames)).ToArray();
        var cines = new FrameMaker(models.Generator, models.Segmenter, _options.FieldMm).Make(latents, _ => { }, cancellation).Chunk(spec.Frames).ToArray();
        foreach (var (heart, cine) in block.Zip(cines).Where(p => pictures is not null && p.First.Subject.Row < rows))
            Save(heart, HeartPictures.Cine([.. cine.Select(f => f.Image)], _options.FrameTimeMs, FrameZoom, heart.Subject.Name));
        return [.. block.Zip(cines, (heart, cine) => new CohortRow(heart, CineResult.Of(new SyntheticCine(spec.Trajectory.Value, cine), _options.FrameTimeMs).Cine))];
    }

    private void Save(CohortHeart heart, Picture picture) =>
        AtomicFile.WriteBytes(Path.Combine(pictures!, FileOf(spec, heart.Subject.Row)), picture.Bytes);
}
