using GanCmri.Phenotypes;
using GanCmri.Studies;
using GanCmri.Studies.Guidance;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Reports.Hearts;

/// <summary>Hearts as their seeds give them, kept for the next change. May be used by several threads at once.</summary>
/// <param name="models">Networks; they stay the caller's.</param>
/// <param name="maker">Makes and measures frames.</param>
/// <param name="fieldMm">Side of its images, mm.</param>
internal sealed class HeartStarts(ReportModels models, FrameMaker maker, double fieldMm)
{
    private const int MostKnown = 64;
    private readonly Dictionary<(uint Seed, double Psi), HeartStart> _first = [];
    private readonly Dictionary<(uint Seed, double Psi, MotionKind Motion, int Frames), HeartStart> _fullest = [];
    private readonly Lock _gate = new();

    /// <summary>The frame at which a trajectory begins.</summary>
    public HeartStart First(HeartRecipe recipe) =>
        Known(
            _first,
            (recipe.Seed, recipe.Psi),
            () =>
            {
                var hearts = models.Hearts;
                var latent = EndDiastole.OfSeeds(hearts.Generator, hearts.EdToEs, [recipe.Seed], recipe.Psi)[0];
                return new HeartStart(latent, maker.MakeOne(latent), Response);
            }
        );

    /// <summary>The frame of the heart's own beat with the largest cavity, and that beat.</summary>
    public HeartStart Fullest(HeartRecipe recipe, Trajectory motion, CancellationToken cancellation) =>
        Known(
            _fullest,
            Key(recipe),
            () =>
            {
                var latents = motion.Cine(First(recipe).Latent, recipe.Frames);
                var beat = maker.Make(latents, _ => { }, cancellation);
                var at = Math.Max(0, CineMeasures.Of([.. beat.Select(f => f.Measures)], [.. beat.Select(_ => double.NaN)]).EdFrame);
                return new HeartStart(latents[at], beat[at], Response) { At = at, Beat = beat };
            }
        );

    /// <summary>The same where it is known already, else the first frame: for who cannot wait for a beat.</summary>
    public HeartStart Quick(HeartRecipe recipe)
    {
        lock (_gate)
        {
            if (_fullest.TryGetValue(Key(recipe), out var known))
                return known;
        }

        return First(recipe);
    }

    /// <summary>How a latent's LV area and sphericity change.</summary>
    public PhenotypeGradient Response(float[] latent) =>
        PhenotypeGradient.OfOne(models.Hearts.Generator, models.Hearts.Segmenter, latent, fieldMm);

    private static (uint, double, MotionKind, int) Key(HeartRecipe recipe) => (recipe.Seed, recipe.Psi, recipe.Motion, recipe.Frames);

    private HeartStart Known<TKey>(Dictionary<TKey, HeartStart> known, TKey key, Func<HeartStart> find)
        where TKey : notnull
    {
        lock (_gate)
        {
            if (known.TryGetValue(key, out var there))
                return there;
        }

        var found = find();
        lock (_gate)
        {
            if (known.Count >= MostKnown)
                known.Clear();
            return known[key] = found;
        }
    }
}
