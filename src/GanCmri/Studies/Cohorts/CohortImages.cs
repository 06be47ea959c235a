using GanCmri.Reports;
using GanCmri.Runtime;

namespace GanCmri.Studies.Cohorts;

/// <summary>Makes the images of a block of hearts, measures them and writes them if asked.</summary>
/// <param name="models">Networks and, where hearts move, one trajectory.</param>
/// <param name="spec">The cohort.</param>
/// <param name="seed">Its seed.</param>
/// <param name="pictures">Folder for pictures; null for none.</param>
internal sealed class CohortImages(CohortModels models, CohortSpec spec, long seed, string? pictures)
{
    private const int FrameZoom = 3;
    private readonly SyntheticCohortOptions _options = CohortLatents.StudyOptions(spec, seed);

    /// <summary>Measures a whole block; writes pictures of rows below <paramref name="rows"/> only.</summary>
    public CohortRow[] Measure(CohortHeart[] block, long rows, CancellationToken cancellation)
    {
        var cines = block.Select(h => spec.Trajectory == CohortTrajectory.None ? [h.Latent] : models.Trajectories[0].Cine(h.Latent, spec.Frames)).ToArray();
        var frames = new FrameMaker(models.Generator, models.Segmenter, _options, models.Device).Make([.. cines.SelectMany(c => c)], _ => { }, cancellation);
        var made = frames.Chunk(cines[0].Length).ToArray();
        foreach (var (heart, cine) in block.Zip(made).Where(p => p.First.Subject.Row < rows)) Save(heart.Subject.Name, cine);
        return [.. block.Zip(made, (heart, cine) => new CohortRow(heart, cine[0].Measures,
            spec.Trajectory == CohortTrajectory.None ? null : CineResult.Of(new MeasuredCine("", cine), _options.FrameTimeMs).Cine))];
    }

    private void Save(string name, MeasuredFrame[] cine)
    {
        if (pictures is null) return;
        var picture = cine.Length == 1
            ? HeartPictures.Frame(cine[0].Image, null, FrameZoom, name)
            : HeartPictures.Cine([.. cine.Select(f => f.Image)], _options.FrameTimeMs, FrameZoom, name);
        AtomicFile.WriteBytes(Path.Combine(pictures, name + (cine.Length == 1 ? ".png" : ".gif")), picture.Bytes);
    }
}
