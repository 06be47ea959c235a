using GanCmri.Runtime;
using GanCmri.Studies.Guidance;
using GanCmri.Trajectories;

namespace GanCmri.Studies.Cohorts;

/// <summary>
/// One response for all hearts, fitted on a pilot sample: phenotypes as lines in the latent (ridge), and the mean gradient as the way to change them.
/// Costs no image a heart, and misses what the lines miss.
/// </summary>
internal sealed class CalibratedResponse
{
    private const int PilotHearts = 128;
    private const double LongestMove = 3; // hearts lie about 8 apart
    private readonly float[] _mean;
    private readonly double[] _means;
    private readonly float[][] _lines, _moves;

    private CalibratedResponse(float[] mean, double[] means, float[][] lines, float[][] moves) => (_mean, _means, _lines, _moves) = (mean, means, lines, moves);

    /// <summary>Fits LV area and sphericity index on hearts of their own seed.</summary>
    /// <exception cref="InputException">No two hearts have a cavity, or it does not respond.</exception>
    public static CalibratedResponse Fit(CohortModels models, SyntheticCohortOptions options, IProgress<StageProgress>? progress)
    {
        var source = new SubjectSource(models.Generator, models.EdToEs, options with { Seed = Seed.Derive(options.Seed, "pilot", 0) }, models.Device);
        var done = 0L;
        var hearts = source.DrawLatents(0, PilotHearts);
        var gradients = PhenotypeGradient.Of(models.Generator, models.Segmenter, hearts, Math.Pow(options.FieldMm / models.Generator.Options.Resolution, 2),
            n => progress?.Report(new StageProgress("fit the response on a pilot sample", done += n, PilotHearts, "hearts")), CancellationToken.None);
        int[] found = [.. Enumerable.Range(0, PilotHearts).Where(i => gradients[i].AreaMm2 > 0)];
        if (found.Length < 2) throw new InputException("cohort", "synthetic hearts with cavities", "none", "use a generator of hearts");
        float[][] latents = [.. found.Select(i => hearts[i])];
        double[][] values = [[.. found.Select(i => gradients[i].AreaMm2)], [.. found.Select(i => gradients[i].SphericityIndex)]];
        var regression = new CentredRegression(latents);
        var moves = ResponseDirections.Of([Vectors.Mean([.. found.Select(i => gradients[i].Area)]), Vectors.Mean([.. found.Select(i => gradients[i].Sphericity)])])
            ?? throw new InputException("cohort", "synthetic hearts whose cavities respond", "none", "use a generator of hearts");
        return new CalibratedResponse(Vectors.Mean(latents), [.. values.Select(v => v.Average())], [.. values.Select(v => regression.RidgeNormal(v))], moves);
    }

    /// <summary>Moves a heart to where it should measure as asked; NaN leaves a phenotype as it is.</summary>
    public float[] Move(float[] w, double area, double sphericity)
    {
        var from = Vectors.Subtract(w, _mean);
        double Miss(double target, int p) => double.IsNaN(target) ? 0 : target - _means[p] - Vectors.Dot(from, _lines[p]);
        var move = Vectors.AddScaled(Vectors.Scale(_moves[0], Miss(area, 0)), Miss(sphericity, 1), _moves[1]);
        return Vectors.AddScaled(w, Math.Min(1, LongestMove / Math.Max(1e-9, Vectors.Norm(move))), move);
    }
}
