using System.Globalization;
using GanCmri.Phenotypes;
using GanCmri.Reports.Hearts;
using GanCmri.Runtime;
using GanCmri.Studies;
using GanCmri.Studies.Guidance;

namespace GanCmri.Reports.Jobs;

/// <summary>What a reader of a job's numbers must know.</summary>
internal static class JobNotes
{
    // Tuned cines have an SSIM of 0.93 to 0.95, projected ones 0.25 to 0.65.
    private const double LikeSsim = 0.8,
        LikePercent = 5;

    /// <summary>A sentence each: a guessed pixel size, targets that were limited or missed, networks that see another heart, a cine without
    /// target, beats that are uneven, a reconstruction that is unlike the real heart, and how both contract.</summary>
    /// <param name="work">The job, steered.</param>
    /// <param name="steered">What became of the phenotypes asked for.</param>
    /// <param name="error">How far the reconstruction is from the real cine; null for a synthetic heart.</param>
    public static IReadOnlyList<string> Of(JobWork work, IReadOnlyDictionary<string, SteeredValue> steered, ReconstructionError? error) =>
        [
            .. Misses(steered),
            .. steered.GetValueOrDefault(PhenotypeRegistry.LvArea.Name) is { Judged: { } judged } area
                ? HeartNotes.Apart("at end-diastole of the guided heart", area.After, judged)
                : [],
            .. Doubted(steered),
            .. work.IsMoved && !work.Job.IsGuided
                ? ["no phenotype asked for: the guided cine only moves by the trajectory"]
                : Array.Empty<string>(),
            .. new[] { work.Heart.Slice?.Guess }.OfType<string>(),
            .. work.Cines.Select(c => Uneven(c, work)).OfType<string>(),
            .. Reconstruction(error, work.Heart.Tuning is not null),
            .. Beats(work),
        ];

    // Of beats that were made: a reconstruction's frames were found one by one, and a guided cine without a trajectory follows them.
    private static string? Uneven(JobCine cine, JobWork work) =>
        cine.Name == JobCine.Real
            ? null
            : BeatEvenness.Note(
                $"the beat of the {Named(cine)}",
                cine.Measures.Select(m => m.AreaMm2),
                cine.Name == JobCine.Reconstruction ? null : work.Job.Motion
            );

    private static string Named(JobCine cine) =>
        cine.Name switch
        {
            JobCine.Synthetic => "synthetic heart",
            JobCine.Guided => "guided cine",
            _ => cine.Name,
        };

    // What a reader of the reconstruction's curve must know: how the real one goes.
    private static IEnumerable<string> Beats(JobWork work)
    {
        if (work.Heart.Real is null)
            yield break;
        var (real, made) = (work.Cines[0], work.Cines[1]);
        var (length, unit) = work.Heart.BeatMs is { } ms ? (ms, "ms") : (100, "% of the beat");
        yield return $"{PhenotypeRegistry.LvFac.Label}: {Figures.Short(real.Beat.FacPercent)} % in the real cine, "
            + $"{Figures.Short(made.Beat.FacPercent)} % in the reconstruction; time from the real end-diastole to end-systole: "
            + $"{Time(real)} {unit} in the real cine, {Time(made)} {unit} in the reconstruction";

        string Time(JobCine cine) => Figures.Short(cine.Beat.EsFrame < 0 ? double.NaN : length * cine.Beat.EsFrame / cine.Frames.Count);
    }

    // Each phenotype that was limited or not reached.
    private static IEnumerable<string> Misses(IReadOnlyDictionary<string, SteeredValue> steered)
    {
        foreach (var p in SteeredPhenotype.All.Where(p => steered.ContainsKey(p.Phenotype.Name)))
        {
            var (head, value) = (p.Phenotype.HeadAt("at end-diastole"), steered[p.Phenotype.Name]);
            if (!p.IsRelative && value.Requested.EndsWith('%') && !(value.Target > p.Least && value.Target < p.Most))
                yield return $"{head}: {value.Requested} leads out of {Figures.Short(p.Least)} to {Figures.Short(p.Most)}, limited to "
                    + $"{Figures.Short(value.Target)}";
            if (p.Misses(value.Target, value.After))
                yield return $"{head}: {Figures.Short(value.Target)} not reached, {Figures.Short(value.After)} measured";
        }
    }

    // Changes of which another network sees less than half, or more than half as much again.
    private static IEnumerable<string> Doubted(IReadOnlyDictionary<string, SteeredValue> steered)
    {
        foreach (var p in SteeredPhenotype.All.Where(p => steered.ContainsKey(p.Phenotype.Name)))
        {
            var value = steered[p.Phenotype.Name];
            var (own, other) = (value.After - value.Before, value.Judged - value.JudgedBefore);
            if (other is { } seen && Math.Abs(seen - own) > Math.Abs(own) / 2)
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"{p.Phenotype.HeadAt("at end-diastole")}: changed by {Figures.Short(own)} as the network sees it that steered, by "
                        + $"{Figures.Short(seen)} as another does"
                );
        }
    }

    /// <summary>What a real heart's changes are counted from; error is null for a synthetic heart.</summary>
    internal static IEnumerable<string> Reconstruction(ReconstructionError? error, bool tuned)
    {
        if (tuned)
            yield return "the generator was tuned to this cine first (pivotal tuning); a second network measures it under its own noise";
        if (error is null)
            yield break;
        var area = error.PercentOf(PhenotypeRegistry.LvArea);
        if (!(error.Ssim >= LikeSsim) || !(Math.Abs(area) <= LikePercent))
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"the reconstruction is a relative of this heart, not the heart itself (SSIM {error.Ssim:0.00}, LV area "
                    + $"{area:+0.0;-0.0} % in the real end-diastolic frame), and changes are counted from it"
            ) + (tuned ? "" : "; a generator tuned to the cine comes nearer");
    }
}
