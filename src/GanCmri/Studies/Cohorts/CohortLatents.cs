using GanCmri.Networks;
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
    private const int Looks = 4;

    /// <summary>Views in which a heart at end-diastole is measured, <see cref="FrameMaker.Views"/>.</summary>
    public const int Views = 4;

    /// <summary>Views in which the judge looks at it.</summary>
    public const int JudgingViews = 8;

    private readonly HeartModels _models;
    private readonly CohortDraws _draws;
    private readonly SubjectSource _source;
    private readonly NearestStart _starts;
    private readonly FrameMaker _measuring;
    private readonly FrameMaker _steering;
    private readonly Noise?[] _noises;
    private readonly double _fieldMm;
    private readonly Lazy<CalibratedResponse>? _response;
    private readonly CohortSpec _spec;
    private readonly IProgress<StageProgress>? _progress;
    private long _firstBlock = -1;

    public CohortLatents(HeartModels models, CohortSpec spec, long seed, bool latentsOnly, IProgress<StageProgress>? progress = null)
    {
        var options = StudyOptions(spec, seed);
        (_models, _spec, _draws, _progress) = (models, spec, new CohortDraws(spec, seed), progress);
        _source = new SubjectSource(models.Generator, models.EdToEs, options, models.Device);
        _measuring = new FrameMaker(models.Generator, models.Segmenter, options.FieldMm) { Views = Views };
        _steering = new FrameMaker(models.Generator, models.Segmenter, options.FieldMm);
        _noises = [null, .. Enumerable.Range(1, Looks - 1).Select(d => Noise.Seeded(Seed.Derive(seed, "steering noise", d)))];
        _starts = new NearestStart(models, options, _steering);
        _fieldMm = options.FieldMm;
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
        if (_response is not null)
            return [.. _source.DrawLatents(first, BlockRows).Zip(subjects, Moved)];
        PhenotypeTarget[] targets = [.. subjects.Select(Target)];
        // Nobody is done before a whole block is: of the first one the steps are told.
        var isFirst = Interlocked.CompareExchange(ref _firstBlock, block, -1) == -1;
        return Guided(_starts.Of(first, targets, cancellation), subjects, targets, isFirst ? Told : _ => { }, cancellation);
    }

    private void Told(int step) => _progress?.Report(new StageProgress("steer the first subjects", step, 1 + Rounds, "steps"));

    private CohortHeart[] Guided(
        float[][] hearts,
        DrawnSubject[] subjects,
        PhenotypeTarget[] targets,
        Action<int> told,
        CancellationToken cancellation
    )
    {
        told(1);
        TargetSearch[] searches = [.. hearts.Zip(targets, (heart, target) => new TargetSearch(heart, target))];
        var round = 0;
        for (; round < Rounds && Open() is { Length: > 0 } open; round++)
        {
            var responses = PhenotypeGradient.Of(
                _models.Generator,
                _models.Segmenter,
                [.. open.Select(s => s.Best)],
                _fieldMm,
                _ => { },
                cancellation
            );
            foreach (var (search, response) in open.Zip(responses))
                search.Differentiate(response);
            for (var image = 0; image <= Corrections && open.Where(s => !s.Finished).ToArray() is { Length: > 0 } now; image++)
            {
                // Shape under one draw of noise, in one view, is partly the noise's and the view's; what is steered is the mean of a few.
                var seen = _steering.Look(
                    [.. now.SelectMany(s => _noises.Select((noise, d) => new HeartLook(s.Next, noise, d)))],
                    _ => { },
                    cancellation
                );
                foreach (var (search, looks) in now.Zip(seen.Chunk(Looks)))
                    search.Take(looks[0], PhenotypeTarget.Mean([.. looks.Select(PhenotypeTarget.Of)]));
            }

            told(2 + round);
        }

        if (round < Rounds)
            told(1 + Rounds);

        TargetSearch[] Open() => [.. searches.Where(s => s is { Finished: false, Stuck: false })];
        // As the picture shows it: under the fixed noise.
        var frames = _measuring.Make([.. searches.Select(s => s.Best)], _ => { }, cancellation);
        return [.. subjects.Zip(searches, frames).Select(h => new CohortHeart(h.First, h.Second.Best, h.Third))];
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
