using GanCmri.Imaging;
using GanCmri.Latents;
using GanCmri.Networks;
using GanCmri.Phenotypes;
using GanCmri.Runtime;

namespace GanCmri.Studies.Guidance;

/// <summary>A real frame, its projection, and the projection with a phenotype changed. A synthetic picture, not a prediction.</summary>
/// <param name="Real">The real frame's heart crop at the generator's resolution, [-1, 1].</param>
/// <param name="RealMeasures">Measured on that crop.</param>
/// <param name="Before">The projection: the generator's nearest image.</param>
/// <param name="After">The projection steered to the target.</param>
/// <param name="Target">What was asked for, from what was measured before.</param>
/// <param name="PsnrDb">Likeness of projection and real crop, dB.</param>
public sealed record WhatIf(GrayImage Real, MeasuredFrame RealMeasures, MeasuredFrame Before, MeasuredFrame After, PhenotypeTarget Target, double PsnrDb)
{
    /// <summary>Projects a frame and changes it.</summary>
    /// <param name="models">Networks.</param>
    /// <param name="discriminator">Its features are compared in projection, beside the pixels.</param>
    /// <param name="path">A frame or cine: DICOM, NIfTI or pictures. Of several stacks the one with most slices, of a stack the middle slice; of a cine the frame marked ED, else the one with the largest cavity.</param>
    /// <param name="changes">What is changed, by how much: LV area by % of the projection's, -50 to 50; the sphericity index by its own unit, e.g. -0.05.</param>
    /// <param name="progress">Told the stages.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="InputException">There is no cavity in the frame, or the change is out of range.</exception>
    public static WhatIf Make(CohortModels models, Discriminator discriminator, string path, IReadOnlyDictionary<SteeredPhenotype, double> changes,
        IProgress<StageProgress>? progress = null, CancellationToken cancellation = default)
    {
        foreach (var (phenotype, change) in changes.Where(c => c.Key.IsRelative)) Require(phenotype, 0, change);
        var fieldMm = new HeartCrop().FieldMm;
        var real = Crop(models, path, fieldMm);
        var projector = new Projector(models.Generator, new ProjectorOptions(), features: DiscriminatorFeatures.Of(discriminator));
        var projection = projector.Project([real.Pixels], progress: progress, cancellation: cancellation)[0];
        var steering = new PhenotypeSteering(models.Generator, models.Segmenter, fieldMm);
        var now = steering.Now([projection.W], cancellation)[0];
        if (now[SteeredPhenotype.LvArea] == 0) throw new InputException(path, "a heart whose projection has a cavity", "none", "choose a mid-ventricular frame at end-diastole");
        foreach (var (phenotype, change) in changes) Require(phenotype, now[phenotype], change);
        var target = PhenotypeTarget.Of(p => p.Changed(now[p], changes.GetValueOrDefault(p)));
        var after = steering.Towards([projection.W], [target], cancellation)[0];
        var maker = new FrameMaker(models.Generator, models.Segmenter, fieldMm);
        var frames = maker.Make([projection.W, after], _ => { }, cancellation);
        return new WhatIf(real, maker.Measure([real], cancellation)[0], frames[0], frames[1], target, projection.Quality.PsnrDb);
    }

    private static GrayImage Crop(CohortModels models, string path, double fieldMm)
    {
        var stack = CineStack.LargestOfOneSubject(CineReader.Stacks(path))
            ?? throw new InputException(path, "cines of one subject", "several subjects", "name one subject's folder or file");
        var cine = stack.Series[stack.Series.Count / 2];
        var marked = cine.Frames.Where(f => f.Phase == "ED").Take(1).ToArray();
        CineFrame[] frames = marked.Length > 0 ? marked : [.. cine.Frames];
        var (frame, outline) = frames.Zip(models.Segmenter.Segment([.. frames.Select(f => f.Image)], cine.Spacing)).MaxBy(x => x.Second.Cavity.Area);
        var centre = HeartCentre.OfMasks([outline.Cavity]);
        var crop = centre is null ? null : new HeartCrop { FieldMm = fieldMm, Resolution = models.Generator.Options.Resolution }.Apply(frame.Image, cine.Spacing, centre);
        return crop is not null && IntensityScale.Of([crop]) is { } scale
            ? scale.Apply(crop)
            : throw new InputException(path, "a frame with a left-ventricular cavity", "none found", "choose a mid-ventricular frame at end-diastole");
    }

    private static void Require(SteeredPhenotype phenotype, double before, double change)
    {
        if (phenotype.Allows(before, change)) return;
        throw new InputException($"{phenotype}", phenotype.Allowed, Figure(phenotype.IsRelative ? change : phenotype.Changed(before, change)), "ask for less");
    }

    private static string Figure(double value) => FormattableString.Invariant($"{value:0.###}");
}
