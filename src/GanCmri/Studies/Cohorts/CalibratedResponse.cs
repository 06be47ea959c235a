using GanCmri.Runtime;
using GanCmri.Studies.Guidance;
using GanCmri.Trajectories;
using GanCmri.Trajectories.Directions;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Studies.Cohorts;

/// <summary>
/// One response for all hearts, fitted on a pilot sample: phenotypes as lines in the latent (ridge), and the mean gradient as the way to
/// change them. Costs no image a heart, and misses what the lines miss.
/// </summary>
internal sealed class CalibratedResponse
{
    private const int PilotHearts = 128;
    private const double LongestMove = 3; // hearts lie about 8 apart
    private readonly float[] _mean;
    private readonly double[] _means;
    private readonly float[][] _lines,
        _moves;

    private CalibratedResponse(float[] mean, double[] means, float[][] lines, float[][] moves) =>
        (_mean, _means, _lines, _moves) = (mean, means, lines, moves);

    /// <summary>Fits every phenotype that can be steered, on hearts of their own seed.</summary>
    /// <exception cref="InputException">No two hearts have a cavity, or it does not respond.</exception>
    public static CalibratedResponse Fit(HeartModels models, StudyOptions options, IProgress<StageProgress>? progress)
    {
        var source = new SubjectSource(
            models.Generator,
            models.EdToEs,
            options with
            {
                Seed = Seed.Derive(options.Seed, "pilot", 0),
            },
            models.Device
        );
        var done = 0L;
        var hearts = source.DrawLatents(0, PilotHearts);
        var gradients = PhenotypeGradient.Of(
            models.Generator,
            models.Segmenter,
            hearts,
            options.FieldMm,
            n => progress?.Report(new StageProgress("fit the response on a pilot sample", done += n, PilotHearts, "hearts")),
            CancellationToken.None
        );
        int[] found = [.. Enumerable.Range(0, PilotHearts).Where(i => gradients[i].HasCavity)];
        if (found.Length < 2)
            throw new InputException("cohort", "synthetic hearts with cavities", "none", "use a generator of hearts");
        float[][] latents = [.. found.Select(i => hearts[i])];
        double[][] values = [.. SteeredPhenotype.All.Select((_, p) => found.Select(i => gradients[i].Values[p]).ToArray())];
        var regression = new CentredRegression(latents);
        var moves =
            ResponseDirections.Of([
                .. SteeredPhenotype.All.Select((_, p) => Vectors.Mean([.. found.Select(i => gradients[i].Gradients[p])])),
            ]) ?? throw new InputException("cohort", "synthetic hearts whose cavities respond", "none", "use a generator of hearts");
        return new CalibratedResponse(
            Vectors.Mean(latents),
            [.. values.Select(v => v.Average())],
            [.. values.Select(v => regression.RidgeNormal(v))],
            moves
        );
    }

    /// <summary>Moves a heart to where it should measure as asked; NaN leaves a phenotype as it is.</summary>
    public float[] Move(float[] w, PhenotypeTarget target)
    {
        var from = Vectors.Subtract(w, _mean);
        var move = new float[w.Length];
        foreach (var (p, asked) in target.Values.Index().Where(v => !double.IsNaN(v.Item)))
            move = Vectors.AddScaled(move, asked - _means[p] - Vectors.Dot(from, _lines[p]), _moves[p]);
        return Vectors.AddScaled(w, Math.Min(1, LongestMove / Math.Max(1e-9, Vectors.Norm(move))), move);
    }
}
