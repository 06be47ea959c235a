using GanCmri.Runtime;
using GanCmri.Studies.Guidance;

namespace GanCmri.Studies.Cohorts;

/// <summary>
/// Subjects with their latents, in blocks of 16 rows that are always drawn, mapped and steered together, also past the last row asked for:
/// so that a row's bytes depend on its number, and on neither batches nor workers (libtorch sums in other orders for other batches).
/// </summary>
internal sealed class CohortLatents
{
    /// <summary>Rows of a block.</summary>
    public const int BlockRows = 16;

    private const int Rounds = 6;
    private const int Corrections = 1; // a round
    private readonly HeartModels _models;
    private readonly CohortDraws _draws;
    private readonly SubjectSource _source;
    private readonly FrameMaker _maker;
    private readonly double _pixelMm2;
    private readonly Lazy<CalibratedResponse>? _response;
    private readonly CohortSpec _spec;

    public CohortLatents(HeartModels models, CohortSpec spec, long seed, bool latentsOnly, IProgress<StageProgress>? progress = null)
    {
        var options = StudyOptions(spec, seed);
        (_models, _spec, _draws) = (models, spec, new CohortDraws(spec, seed));
        _source = new SubjectSource(models.Generator, models.EdToEs, options, models.Device);
        _maker = new FrameMaker(models.Generator, models.Segmenter, options.FieldMm);
        _pixelMm2 = Math.Pow(options.FieldMm / models.Generator.Options.Resolution, 2);
        if (latentsOnly)
            _response = new Lazy<CalibratedResponse>(() => CalibratedResponse.Fit(models, options, progress));
    }

    /// <summary>Options of the parts shared with other studies.</summary>
    public static StudyOptions StudyOptions(CohortSpec spec, long seed) =>
        new()
        {
            Seed = seed,
            Psi = spec.Psi,
            Frames = spec.Frames,
        };

    /// <summary>The subjects of block <paramref name="block"/>: rows 16 block to 16 block + 15.</summary>
    public CohortHeart[] Block(long block, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var first = block * BlockRows;
        DrawnSubject[] subjects = [.. Enumerable.Range(0, BlockRows).Select(i => _draws.Subject(first + i))];
        var hearts = _source.DrawLatents(first, BlockRows);
        return _response is null ? Guided(hearts, subjects, cancellation) : [.. hearts.Zip(subjects, Moved)];
    }

    private CohortHeart[] Guided(float[][] hearts, DrawnSubject[] subjects, CancellationToken cancellation)
    {
        TargetSearch[] searches = [.. subjects.Select((s, i) => new TargetSearch(hearts[i], Target(s)))];
        for (var round = 0; round < Rounds && Open() is { Length: > 0 } open; round++)
        {
            var responses = PhenotypeGradient.Of(
                _models.Generator,
                _models.Segmenter,
                [.. open.Select(s => s.Best)],
                _pixelMm2,
                _ => { },
                cancellation
            );
            foreach (var (search, response) in open.Zip(responses))
                search.Differentiate(response);
            for (var image = 0; image <= Corrections && Open() is { Length: > 0 } now; image++)
                foreach (var (search, frame) in now.Zip(_maker.Make([.. now.Select(s => s.Next)], _ => { }, cancellation)))
                    search.Take(frame);
        }

        TargetSearch[] Open() => [.. searches.Where(s => !s.Finished)];
        return [.. subjects.Zip(searches, (s, found) => new CohortHeart(s, found.Best, found.BestFrame))];
    }

    private CohortHeart Moved(float[] heart, DrawnSubject subject) => new(subject, _response!.Value.Move(heart, Target(subject)), null);

    // NaN for phenotypes that the cohort leaves as they are.
    private PhenotypeTarget Target(DrawnSubject subject) =>
        PhenotypeTarget.Of(s =>
            _spec
                .Phenotypes.Zip(subject.Targets)
                .Where(t => t.First.Phenotype == s.Phenotype)
                .Select(t => t.Second)
                .FirstOrDefault(double.NaN)
        );
}

/// <summary>A subject with the latent of its end-diastolic frame.</summary>
/// <param name="Subject">What it is meant to be.</param>
/// <param name="Latent">WDim (W) or NumWs x WDim (W+) numbers.</param>
/// <param name="Frame">That frame, measured; null where none was made.</param>
internal sealed record CohortHeart(DrawnSubject Subject, float[] Latent, MeasuredFrame? Frame);
