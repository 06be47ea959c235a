using GanCmri.Imaging;
using GanCmri.Imaging.Hearts;
using GanCmri.Latents;
using GanCmri.Networks;
using GanCmri.Runtime;
using GanCmri.Studies.Contraction;
using GanCmri.Studies.Projections;
using GanCmri.Trajectories;
using GanCmri.Trajectories.Motion;
using GanCmri.Trajectories.Stacks;

namespace GanCmri.Studies.Stacks;

/// <summary>Makes whole hearts: a latent at end-diastole, its slices along the way from base to apex (or, of a generator that was told
/// places, its latents at those places), each slice in motion.</summary>
/// <param name="models">Networks and one trajectory; where a judge is among them, it measures the hearts beside. They stay the
/// caller's.</param>
/// <param name="stack">The way from base to apex, of the same generator; null for one that was told places.</param>
internal sealed class StackMaker(HeartModels models, StackTrajectory? stack)
{
    private const int Corrections = 8; // the EF jumps where a slice gains or loses its cavity
    private readonly FrameMaker _maker = new(models.Generator, models.Segmenter, new HeartCrop().FieldMm);

    /// <summary>The way from base to apex of a folder's generator; null: it was told phases and places, and needs none.</summary>
    /// <exception cref="InputException">There is no such file, or it is of another generator.</exception>
    public static StackTrajectory? Way(HeartModels models, ModelFolder folder)
    {
        if (models.Generator.Labels is { } labels && labels.Knows(LabelValue.EndDiastole) && labels.Knows(LabelValue.Position(0)))
            return null;
        var read = StackFile.Read(folder.Stack);
        LatentNetwork.RequireFitted(folder.Stack, read.Provenance, folder.Generator);
        return read.Stack;
    }

    /// <summary>Makes and measures the hearts one after the other.</summary>
    /// <param name="recipe">What is asked for.</param>
    /// <param name="progress">Told the hearts made.</param>
    /// <param name="cancellation">Stops before the next batch of images.</param>
    /// <exception cref="InputException">The recipe is out of range, or the stack's latents are of another length.</exception>
    public IEnumerable<SyntheticStack> Make(
        StackRecipe recipe,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        recipe.Validate();
        if (stack is not null && stack.Length != models.EdToEs.Length)
            throw new InputException(
                "stack",
                $"latents of {models.EdToEs.Length} numbers",
                $"{stack.Length}",
                "use a stack trajectory of this generator"
            );
        foreach (var (i, seed) in recipe.Seeds.Index())
        {
            yield return Judged(One(recipe, seed, cancellation), cancellation);
            progress?.Report(new StageProgress("hearts", i + 1, recipe.Seeds.Count, "hearts"));
        }
    }

    private SyntheticStack Judged(SyntheticStack heart, CancellationToken cancellation)
    {
        if (models.Judge is not { } judge)
            return heart;
        GrayImage[] images = [.. heart.Slices.SelectMany(s => s.Select(f => f.Image))];
        return heart.Beside(
            new FrameMaker(models.Generator, judge, heart.FieldMm).Measure(images, cancellation).Chunk(heart.Slices[0].Count)
        );
    }

    private SyntheticStack One(StackRecipe recipe, uint seed, CancellationToken cancellation)
    {
        var slices = Slices(seed, recipe);
        // A stack is of one beat that begins anew: its last frame leads to the first.
        var motion = models.Trajectories[0].Closed();
        if ((recipe.EfPercent ?? recipe.FacPercent) is not { } percent)
            return Made(motion);
        var first = new ContractionSearch(_maker).Amplitudes(motion, [slices[recipe.Slices / 2]], [percent], recipe.Frames, cancellation)[
            0
        ];
        var search = new AmplitudeSearch(percent, SyntheticStack.TolerancePercent, Corrections);
        return recipe.EfPercent is not null
            ? search.Find(first, a => Made(motion.Scaled(a)), made => made.Volumes?.EfPercent ?? double.NaN)
            : Made(motion.Scaled(search.Find(first, MiddleMoved, moved => moved.FacPercent).Amplitude));

        SyntheticStack Made(Trajectory moved) => Of(slices, moved);

        MovedSlice MiddleMoved(double amplitude)
        {
            var middle = Of([slices[recipe.Slices / 2]], motion.Scaled(amplitude));
            return new MovedSlice(amplitude, middle.Beat(middle.Slices[0]).FacPercent);
        }

        SyntheticStack Of(IReadOnlyList<float[]> places, Trajectory moved)
        {
            float[][] latents = [.. places.SelectMany(s => moved.Cine(s, recipe.Frames))];
            var frames = _maker.Make(latents, _ => { }, cancellation);
            return new SyntheticStack(seed, [.. frames.Chunk(recipe.Frames)], new HeartCrop().FieldMm)
            {
                AskedEfPercent = recipe.EfPercent,
                AskedFacPercent = recipe.FacPercent,
            };
        }
    }

    private IReadOnlyList<float[]> Slices(uint seed, StackRecipe recipe)
    {
        if (stack is not null)
            return stack.Slices(EndDiastole.OfSeeds(models.Generator, models.EdToEs, [seed], recipe.Psi)[0], recipe.Slices);
        return [.. Enumerable.Range(0, recipe.Slices).Select(i => At(LabelValue.Position(i / (recipe.Slices - 1.0))))];

        float[] At(LabelValue place) =>
            Vectors.Broadcast(
                LatentImages.OfSeeds(models.Generator, [seed], recipe.Psi, LabelValue.EndDiastole, place)[0],
                models.EdToEs.Length
            );
    }

    private readonly record struct MovedSlice(double Amplitude, double FacPercent);
}
