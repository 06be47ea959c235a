using GanCmri.Runtime;
using GanCmri.Studies.Guidance;

namespace GanCmri.Studies.Cohorts;

/// <summary>
/// Begins a heart at the nearest to its target of a few random ones that show one whole cavity: the shorter the way it is steered, the less
/// of what it measures is seen by the steering network alone.
/// </summary>
internal sealed class NearestStart
{
    private const int Candidates = 8;
    private readonly FrameMaker _maker;
    private readonly SubjectSource[] _candidates;

    /// <summary>Hearts of a seed; the first candidates are those of <see cref="SubjectSource"/> with the same options.</summary>
    public NearestStart(HeartModels models, StudyOptions options, FrameMaker maker)
    {
        _maker = maker;
        _candidates =
        [
            .. Enumerable
                .Range(0, Candidates)
                .Select(c => c == 0 ? options : options with { Seed = Seed.Derive(options.Seed, "candidate", c) })
                .Select(o => new SubjectSource(models.Generator, models.EdToEs, o, models.Device)),
        ];
    }

    /// <summary>One latent a target, for rows from <paramref name="first"/> on.</summary>
    public float[][] Of(long first, IReadOnlyList<PhenotypeTarget> targets, CancellationToken cancellation)
    {
        var nearest = new float[targets.Count][];
        var least = Enumerable.Repeat(double.PositiveInfinity, targets.Count).ToArray();
        foreach (var candidate in _candidates)
        {
            var hearts = candidate.DrawLatents(first, targets.Count);
            foreach (var (row, frame) in _maker.Make(hearts, _ => { }, cancellation).Index())
            {
                var own = PhenotypeTarget.Of(frame);
                var miss = Plausibility.IsPlausible(frame.Measures) ? targets[row].Or(own).Miss(own.Values) : double.MaxValue;
                if (miss < least[row])
                    (least[row], nearest[row]) = (miss, hearts[row]);
            }
        }

        return nearest;
    }
}
