using GanCmri.Imaging.Hearts;
using GanCmri.Latents;
using GanCmri.Phenotypes;
using GanCmri.Phenotypes.Curves;
using GanCmri.Reports.Jobs;
using GanCmri.Runtime;
using GanCmri.Studies;
using GanCmri.Studies.Cohorts;
using GanCmri.Studies.Contraction;
using GanCmri.Studies.Guidance;
using GanCmri.Trajectories;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Reports.Hearts;

/// <summary>
/// Makes single hearts by recipe, fast enough to be moved by a slider: a frame within a tenth of a second, its cine within about one on two
/// cores. A heart is steered by its own gradient, corrected by what the next images measure. May be used by several threads at once.
/// </summary>
/// <param name="models">Networks and trajectories; they stay the caller's.</param>
internal sealed class HeartMaker(ReportModels models)
{
    private const int BatchSize = 16,
        MostKnown = 64,
        Rounds = 2,
        Corrections = 3; // corrections a round: an image each
    private const int FacCorrections = 3;
    private const double FacTolerance = 1;
    private readonly double _fieldMm = new HeartCrop().FieldMm;
    private readonly FrameMaker _maker = new(models.Hearts.Generator, models.Hearts.Segmenter, new HeartCrop().FieldMm, BatchSize);
    private readonly Dictionary<(uint Seed, double Psi), HeartStart> _known = [];
    private readonly Lock _gate = new();

    /// <summary>The end-diastolic frame at once: one step along the heart's own response, so what it measures is near to what was asked,
    /// not at it.</summary>
    /// <exception cref="InputException">The recipe is out of range, or the heart has no cavity that could be changed.</exception>
    public MeasuredFrame Glimpse(HeartRecipe recipe)
    {
        recipe.Validate();
        var start = Start(recipe);
        return recipe.IsGuided ? _maker.MakeOne(Search(start, recipe).Next) : start.Frame;
    }

    /// <summary>The beating heart, measured.</summary>
    /// <param name="recipe">What is asked for.</param>
    /// <param name="cancellation">Stops before the next image or batch of them.</param>
    /// <exception cref="InputException">The recipe is out of range, the models lack the motion, or the heart has no cavity that could be
    /// changed.</exception>
    public MadeHeart Make(HeartRecipe recipe, CancellationToken cancellation = default)
    {
        recipe.Validate();
        var motion = Motion(recipe.Motion);
        var start = Start(recipe);
        var heart = recipe.IsGuided ? Steered(start, recipe, cancellation) : start.Latent;
        if (recipe.DrawnBeat)
            return Made(
                new AreaCurveSearch(_maker).Cine(motion, heart, Beat(recipe), recipe.Frames, cancellation)
                    ?? throw new InputException("heart", "a cavity that can contract", "none", "choose another seed")
            );
        if (recipe.FacPercent is not { } fac)
            return Made(motion.Cine(heart, recipe.Frames));
        var amplitude = new ContractionSearch(_maker).Amplitudes(motion, [heart], [fac], recipe.Frames, cancellation)[0];
        // The search takes the first frame for the fullest, which not every trajectory keeps to: false position on whole beats.
        return new AmplitudeSearch(fac, FacTolerance, FacCorrections).Find(
            amplitude,
            a => Made(motion.Scaled(a).Cine(heart, recipe.Frames)),
            made => made.Beat.FacPercent
        );

        MadeHeart Made(float[][] latents) => new(recipe, start.Frame.Measures, _maker.Make(latents, _ => { }, cancellation), _fieldMm);
    }

    private AreaCurve Beat(HeartRecipe recipe)
    {
        var drawn = models.AreaCurves.Draw(recipe.Seed);
        return recipe.FacPercent is { } fac ? drawn.WithFac(fac) : drawn;
    }

    /// <summary>Finds a heart's response before it is asked for, so that the first change is as fast as the next.</summary>
    internal void Prepare(HeartRecipe recipe) => _ = Start(recipe).Response;

    private float[] Steered(HeartStart start, HeartRecipe recipe, CancellationToken cancellation)
    {
        var search = Search(start, recipe);
        for (var round = 0; ; round++)
        {
            for (var image = 0; image < Corrections && !search.Finished; image++)
            {
                cancellation.ThrowIfCancellationRequested();
                search.Take(_maker.MakeOne(search.Next));
            }

            if (search.Finished || round == Rounds - 1)
                return search.Best;
            search.Differentiate(Response(search.Best));
        }
    }

    private static TargetSearch Search(HeartStart start, HeartRecipe recipe)
    {
        if (!start.Response.HasCavity)
            throw new InputException(
                "heart",
                "a cavity to change",
                $"none in seed {recipe.Seed}",
                "choose another seed, or psi nearer to 0"
            );
        var search = new TargetSearch(start.Latent, recipe.Target);
        search.Differentiate(start.Response);
        return search;
    }

    private HeartStart Start(HeartRecipe recipe)
    {
        lock (_gate)
        {
            if (_known.TryGetValue((recipe.Seed, recipe.Psi), out var known))
                return known;
        }

        var hearts = models.Hearts;
        var w = Vectors.Broadcast(LatentImages.OfSeeds(hearts.Generator, [recipe.Seed], recipe.Psi)[0], hearts.EdToEs.Length);
        var latent = hearts.EdToEs.TowardsEndDiastole(w);
        var start = new HeartStart(latent, _maker.MakeOne(latent), Response);
        lock (_gate)
        {
            if (_known.Count >= MostKnown)
                _known.Clear();
            return _known[(recipe.Seed, recipe.Psi)] = start;
        }
    }

    private PhenotypeGradient Response(float[] latent) =>
        PhenotypeGradient.OfOne(
            models.Hearts.Generator,
            models.Hearts.Segmenter,
            latent,
            Math.Pow(_fieldMm / models.Hearts.Generator.Options.Resolution, 2)
        );

    private Trajectory Motion(MotionKind kind)
    {
        try
        {
            return models.Trajectory(kind);
        }
        catch (JobException e)
        {
            throw new InputException("trajectory", e.Expected, e.Found, e.Remedy, e);
        }
    }
}
