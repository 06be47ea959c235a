using GanCmri.Imaging;
using GanCmri.Imaging.Hearts;
using GanCmri.Latents;
using GanCmri.Latents.Tuning;
using GanCmri.Networks;
using GanCmri.Runtime;

namespace GanCmri.Studies.Guidance;

/// <summary>A real frame, its reconstruction, and the reconstruction with a phenotype changed. A synthetic picture, not a
/// prediction.</summary>
/// <param name="Slice">The slice the frame is of.</param>
/// <param name="Frame">The frame's number in its cine, from 0.</param>
/// <param name="Real">The real frame's heart crop at the generator's resolution, [-1, 1], measured.</param>
/// <param name="Reconstruction">The generator's nearest image.</param>
/// <param name="Guided">The reconstruction steered to the target.</param>
/// <param name="Target">What was asked for, from what the reconstruction measures.</param>
/// <param name="Error">How far the reconstruction is from the real frame.</param>
internal sealed record WhatIf(
    HeartSlice Slice,
    int Frame,
    MeasuredFrame Real,
    MeasuredFrame Reconstruction,
    MeasuredFrame Guided,
    PhenotypeTarget Target,
    ReconstructionError Error
)
{
    /// <summary>Projects a frame and changes it.</summary>
    /// <param name="models">Networks.</param>
    /// <param name="discriminator">Its features are compared in projection, beside the pixels.</param>
    /// <param name="path">A frame or cine: DICOM, NIfTI or pictures. Of several stacks the one with most slices; of a cine the frame with
    /// the largest cavity.</param>
    /// <param name="changes">What is changed, by how much: LV area by % of the reconstruction's, -50 to 50; the sphericity index by its own
    /// unit, e.g. -0.05.</param>
    /// <param name="slice">The number of a stack's slice, from 0; null: the one that <see cref="HeartSlice"/> chooses.</param>
    /// <param name="tuning">How the generator is tuned to the slice's cine first, so that the reconstruction is this heart; null: not at
    /// all.</param>
    /// <param name="progress">Told the stages.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="InputException">There is no such slice, no cavity in the frame, or the change is out of range.</exception>
    public static WhatIf Make(
        HeartModels models,
        Discriminator discriminator,
        string path,
        IReadOnlyDictionary<SteeredPhenotype, double> changes,
        int? slice = null,
        TuningOptions? tuning = null,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        const string Remedy = "choose a mid-ventricular frame at end-diastole, or another slice with --slice";
        foreach (var (phenotype, change) in changes.Where(c => c.Key.IsRelative))
            Require(phenotype, 0, change);
        var stack =
            CineStack.LargestOfOneSubject(CineReader.Stacks(path))
            ?? throw new InputException(path, "cines of one subject", "several subjects", "name one subject's folder or file");
        var fieldMm = new HeartCrop().FieldMm;
        var maker = new FrameMaker(models.Generator, models.Segmenter, fieldMm);
        var heart = RealHeart.Of(stack, models, maker, fieldMm, slice, cancellation);
        var real = heart.AtEndDiastole;
        var projector = new Projector(models.Generator, new ProjectorOptions(), features: DiscriminatorFeatures.Of(discriminator));
        float[][] frames = tuning is null ? [real.Image.Pixels] : [.. heart.Frames.Select(f => f.Image.Pixels)];
        var projections = projector.Project(frames, progress: progress, cancellationToken: cancellation);
        var cine = tuning is null
            ? null
            : PivotalTuning.Run(models.Generator, [.. projections.Select(p => p.W)], frames, tuning, progress, cancellation);
        var latent = cine is null ? projections[0].W : cine.Latents[heart.EndDiastole];
        using var tuned = cine?.Tuning.Apply(models.Generator);
        if (tuned is not null)
            maker = new FrameMaker(tuned, models.Segmenter, fieldMm);
        var steering = new PhenotypeSteering(tuned ?? models.Generator, models.Segmenter, fieldMm);
        var now = steering.Now([latent], cancellation)[0];
        if (now[SteeredPhenotype.LvArea] == 0)
            throw new InputException(path, "a heart whose reconstruction has a cavity", "none", Remedy);
        foreach (var (phenotype, change) in changes)
            Require(phenotype, now[phenotype], change);
        var target = PhenotypeTarget.Of(p => p.Changed(now[p], changes.GetValueOrDefault(p)));
        var guided = steering.Towards([latent], [target], cancellation)[0];
        var made = maker.Make([latent, guided], _ => { }, cancellation);
        var number = heart.Slice.Series.Frames[heart.EndDiastole].Number ?? heart.EndDiastole;
        return new WhatIf(
            heart.Slice,
            number,
            real,
            made[0],
            made[1],
            target,
            ReconstructionError.Between(real, made[0], [ImageQuality.Between(made[0].Image.Pixels, real.Image.Pixels, real.Image.Width)])
        );
    }

    private static void Require(SteeredPhenotype phenotype, double before, double change)
    {
        if (phenotype.Allows(before, change))
            return;
        throw new InputException(
            $"{phenotype}",
            phenotype.Allowed,
            Figure(phenotype.IsRelative ? change : phenotype.Changed(before, change)),
            "ask for less"
        );
    }

    private static string Figure(double value) => FormattableString.Invariant($"{value:0.###}");
}
