using GanCmri.Imaging.Hearts;
using GanCmri.Phenotypes;
using GanCmri.Phenotypes.Curves;
using GanCmri.Runtime;
using GanCmri.Studies;
using GanCmri.Studies.Cohorts;
using GanCmri.Studies.Contraction;
using GanCmri.Studies.Guidance;
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
        Rounds = 4,
        Corrections = 3; // corrections a round: an image each
    private const int FacCorrections = 5,
        BeatCorrections = 2;
    private readonly double _fieldMm = new HeartCrop().FieldMm;
    private readonly FrameMaker _maker = new(models.Hearts.Generator, models.Hearts.Segmenter, new HeartCrop().FieldMm, BatchSize);
    private HeartStarts? _starts;

    private HeartStarts Starts => LazyInitializer.EnsureInitialized(ref _starts, () => new HeartStarts(models, _maker, _fieldMm));

    /// <summary>The end-diastolic frame at once: one step along the heart's own response, so what it measures is near to what was asked,
    /// not at it.</summary>
    /// <exception cref="InputException">The recipe is out of range, or the heart has no cavity that could be changed.</exception>
    public MeasuredFrame Glimpse(HeartRecipe recipe)
    {
        recipe.Validate();
        var start = Starts.Quick(recipe);
        return recipe.IsGuided ? _maker.MakeOne(Search(start, recipe, recipe.Target).Next) : start.Frame;
    }

    /// <summary>The beating heart, measured.</summary>
    /// <param name="recipe">What is asked for.</param>
    /// <param name="cancellation">Stops before the next image or batch of them.</param>
    /// <exception cref="InputException">The recipe is out of range, the models lack the motion, or the heart has no cavity that could be
    /// changed.</exception>
    public BeatingHeart Make(HeartRecipe recipe, CancellationToken cancellation = default)
    {
        recipe.Validate();
        var motion = models.Trajectory(recipe.Motion);
        // A drawn beat begins at its largest area, a trajectory's has it where the heart has it.
        var own = recipe.DrawnBeat ? Starts.First(recipe) : Starts.Fullest(recipe, motion, cancellation);
        if (own.Beat.Count > 0 && !recipe.IsGuided && recipe.FacPercent is null)
            return new BeatingHeart(recipe, own.Frame.Measures, own.Beat, _fieldMm).FromEndDiastole();
        var (start, target, best) = (own, recipe.Target, (BeatingHeart?)null);
        for (var correction = 0; ; correction++)
        {
            var heart = recipe.IsGuided || start != own ? Steered(start, recipe, target, cancellation) : start.Latent;
            var (latents, made) = MakeBeat(recipe, motion, heart, start.At, own.Frame.Measures, cancellation);
            best = best is null || made.IsNearerThan(best) ? made : best;
            var fullest = made.Beat.EdFrame;
            if (best.Distance <= 1 || fullest < 0 || fullest == start.At || correction == BeatCorrections)
                return best.FromEndDiastole();
            // What was asked of the heart made another frame the fullest: steered from there on, also to what nobody asked for.
            start = new HeartStart(latents[fullest], made.Frames[fullest], Starts.Response) { At = fullest };
            target = recipe.Target.Or(PhenotypeTarget.Of(own.Frame));
        }
    }

    /// <summary>The same frames as another network measures them.</summary>
    /// <param name="heart">The heart, as it was made.</param>
    /// <param name="judge">The other network.</param>
    /// <param name="cancellation">Stops before the next batch of frames.</param>
    public BeatingHeart SeenBy(BeatingHeart heart, Segmenter judge, CancellationToken cancellation = default) =>
        new(
            heart.Recipe,
            heart.Own,
            new FrameMaker(models.Hearts.Generator, judge, _fieldMm, BatchSize).Measure(
                [.. heart.Frames.Select(f => f.Image)],
                cancellation
            ),
            _fieldMm
        );

    private MadeBeat MakeBeat(HeartRecipe recipe, Trajectory motion, float[] heart, int at, LvMeasures own, CancellationToken cancellation)
    {
        var phase = at / (double)recipe.Frames;
        if (recipe.DrawnBeat)
            return Made(
                new AreaCurveSearch(_maker).Cine(motion, heart, DrawnCurve(recipe), recipe.Frames, cancellation)
                    ?? throw new InputException("heart", "a cavity that can contract", "none", "choose another seed")
            );
        if (recipe.FacPercent is not { } fac)
            return Made(motion.Cine(heart, recipe.Frames, phase));
        var amplitude = new ContractionSearch(_maker).Amplitudes(motion, [heart], [fac], recipe.Frames, cancellation)[0];
        // The search takes the heart for the fullest frame, at any amplitude: false position on whole beats.
        return new AmplitudeSearch(fac, BeatingHeart.FacTolerance, FacCorrections).Find(
            amplitude,
            a => Made(motion.Scaled(a).Cine(heart, recipe.Frames, phase)),
            made => made.Heart.Beat.FacPercent
        );

        MadeBeat Made(float[][] latents) =>
            new(latents, new BeatingHeart(recipe, own, _maker.Make(latents, _ => { }, cancellation), _fieldMm));
    }

    private AreaCurve DrawnCurve(HeartRecipe recipe)
    {
        var drawn = models.AreaCurves.Draw(recipe.Seed);
        return recipe.FacPercent is { } fac ? drawn.WithFac(fac) : drawn;
    }

    /// <summary>Finds a heart's response before it is asked for, so that the first change is as fast as the next.</summary>
    internal void Prepare(HeartRecipe recipe) => _ = Starts.Quick(recipe).Response;

    private float[] Steered(HeartStart start, HeartRecipe recipe, PhenotypeTarget target, CancellationToken cancellation)
    {
        var search = Search(start, recipe, target);
        for (var round = 0; ; round++)
        {
            for (var image = 0; image < Corrections && !search.Finished; image++)
            {
                cancellation.ThrowIfCancellationRequested();
                search.Take(_maker.MakeOne(search.Next));
            }

            if (search.Finished || search.Stuck || round == Rounds - 1)
                return search.Best;
            search.Differentiate(Starts.Response(search.Best));
        }
    }

    private static TargetSearch Search(HeartStart start, HeartRecipe recipe, PhenotypeTarget target)
    {
        if (!start.Response.HasCavity)
            throw new InputException(
                "heart",
                "a cavity to change",
                $"none in seed {recipe.Seed}",
                "choose another seed, or psi nearer to 0"
            );
        var search = new TargetSearch(start.Latent, target);
        search.Differentiate(start.Response);
        return search;
    }

    private sealed record MadeBeat(float[][] Latents, BeatingHeart Heart);
}
