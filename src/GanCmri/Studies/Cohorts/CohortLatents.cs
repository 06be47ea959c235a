using GanCmri.Runtime;

namespace GanCmri.Studies.Cohorts;

/// <summary>
/// Subjects with their latents, in blocks of 16 rows that are always drawn, mapped and steered together, also past the last row asked for: so that a row's
/// bytes depend on its number, and on neither batches nor workers (libtorch sums in other orders for other batches).
/// </summary>
internal sealed class CohortLatents
{
    /// <summary>Rows of a block.</summary>
    public const int BlockRows = 16;

    private const int Corrections = 3;
    private readonly CohortSpec _spec;
    private readonly CohortDraws _draws;
    private readonly SubjectSource _source;
    private readonly PhenotypeSteering _steering;
    private readonly Lazy<CalibratedResponse>? _response;
    private readonly int _area, _sphericity;

    public CohortLatents(CohortModels models, CohortSpec spec, long seed, bool latentsOnly, IProgress<StageProgress>? progress = null)
    {
        var options = StudyOptions(spec, seed);
        (_spec, _draws) = (spec, new CohortDraws(spec, seed));
        _source = new SubjectSource(models.Generator, models.EdToEs, options, models.Device);
        _steering = new PhenotypeSteering(models.Generator, models.Segmenter, options.FieldMm, Corrections);
        (_area, _sphericity) = (IndexOf(Phenotype.LvArea), IndexOf(Phenotype.Sphericity));
        if (latentsOnly) _response = new Lazy<CalibratedResponse>(() => CalibratedResponse.Fit(models, options, progress));
    }

    /// <summary>Options of the parts shared with other studies.</summary>
    public static SyntheticCohortOptions StudyOptions(CohortSpec spec, long seed) => new() { Seed = seed, Psi = spec.Psi, Frames = spec.Frames };

    /// <summary>The subjects of block <paramref name="block"/>: rows 16 block to 16 block + 15.</summary>
    public CohortHeart[] Block(long block, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var first = block * BlockRows;
        DrawnSubject[] subjects = [.. Enumerable.Range(0, BlockRows).Select(i => _draws.Subject(first + i))];
        var hearts = _source.DrawLatents(first, BlockRows);
        var moved = _response is null ? Steered(hearts, subjects, cancellation) : [.. hearts.Zip(subjects, Moved)];
        return [.. subjects.Zip(moved, (s, w) => new CohortHeart(s, w))];
    }

    private IReadOnlyList<float[]> Steered(float[][] hearts, DrawnSubject[] subjects, CancellationToken cancellation)
    {
        var own = _spec.Phenotypes.Count == 2 ? null : _steering.Now(hearts, cancellation);
        return _steering.Towards(hearts, [.. subjects.Select((s, i) => new PhenotypeTarget(
            _area < 0 ? own![i].AreaMm2 : s.Targets[_area], _sphericity < 0 ? own![i].SphericityIndex : s.Targets[_sphericity]))], cancellation);
    }

    private float[] Moved(float[] heart, DrawnSubject subject) => _response!.Value.Move(heart,
        _area < 0 ? double.NaN : subject.Targets[_area], _sphericity < 0 ? double.NaN : subject.Targets[_sphericity]);

    private int IndexOf(Phenotype phenotype) => _spec.Phenotypes.ToList().FindIndex(p => p.Phenotype == phenotype);
}

/// <summary>A subject with the latent of its end-diastolic frame.</summary>
internal sealed record CohortHeart(DrawnSubject Subject, float[] Latent);
