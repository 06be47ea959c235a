using System.Globalization;
using GanCmri.Phenotypes;
using GanCmri.Runtime;
using GanCmri.Statistics;
using GanCmri.Studies.Guidance;
using GanCmri.Studies.Projections;
using GanCmri.Trajectories;
using GanCmri.Trajectories.Directions;

namespace GanCmri.Studies.Fitting;

/// <summary>Directions of LV area and sphericity as fields, from generator and segmenter alone: see
/// <see cref="DirectionMethod.Field"/>.</summary>
internal static class FieldFitting
{
    private const double AreaStepSd = .5,
        IndexStep = .01;
    private const int CalibrationHearts = 48;

    /// <summary>Differentiates synthetic hearts under fresh noise, fits one field to them, and calibrates both directions on other
    /// hearts.</summary>
    /// <param name="models">Networks and the ED-to-ES direction.</param>
    /// <param name="options">Hearts, draws of noise, seed.</param>
    /// <param name="progress">Told the hearts finished.</param>
    /// <param name="cancellation">Stops at the next batch.</param>
    /// <returns>LV area, then sphericity.</returns>
    /// <exception cref="InputException">Too few hearts have a cavity, or they do not respond.</exception>
    public static IReadOnlyList<DirectionFile> Fit(
        HeartModels models,
        FieldFittingOptions options,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        options.Validate();
        var study = new StudyOptions { Subjects = options.Hearts, Seed = options.Seed };
        var drawn = new SubjectSource(models.Generator, models.EdToEs, study, models.Device).DrawLatents(0, options.Hearts);
        float[][] all = [.. Enumerable.Repeat(drawn, options.Draws).SelectMany(h => h)];
        var done = 0L;
        var gradients = ShapeGradient.Of(
            models.Generator,
            models.Segmenter,
            all,
            study.FieldMm,
            options.Seed,
            n => progress?.Report(new StageProgress("differentiate hearts", done += n, all.Length, "images")),
            cancellation
        );
        int[] found = [.. Enumerable.Range(0, all.Length).Where(i => gradients[i] is not null)];
        if (found.Length < all.Length / 2 || found.Length < 8)
            throw new InputException(
                "direction",
                "synthetic hearts with cavities",
                $"{found.Length} of {all.Length}",
                "use a generator of hearts"
            );
        return Of(models, options, [.. found.Select(i => all[i])], [.. found.Select(i => gradients[i]!)], cancellation);
    }

    /// <summary>Both directions from gradients that are there already.</summary>
    internal static IReadOnlyList<DirectionFile> Of(
        HeartModels models,
        FieldFittingOptions options,
        IReadOnlyList<float[]> latents,
        IReadOnlyList<ShapeGradient> seen,
        CancellationToken cancellation
    )
    {
        var study = new StudyOptions { Subjects = CalibrationHearts, Seed = Seed.Derive(options.Seed, "gain", 0) };
        var field = Field(latents, seen);
        return
        [
            Calibrated(
                new FieldDirection(field, FieldTarget.LvArea, AreaStepSd * Summary.Of([.. seen.Select(g => g.State.AreaMm2)]).Sd),
                PhenotypeRegistry.LvArea
            ),
            Calibrated(new FieldDirection(field, FieldTarget.SphericityIndex, IndexStep), PhenotypeRegistry.Sphericity),
        ];

        DirectionFile Calibrated(FieldDirection raw, FramePhenotype phenotype)
        {
            var direction = raw with { Gain = FieldGain.Of(models, raw, phenotype, study, cancellation) };
            var split = MeanSplit.Of([.. seen.Select(g => g.State.Of(direction.Raises))]);
            float[] way = Vectors.Mean([.. latents.Select(w => Vectors.Subtract(direction.Move(w, 1), w))]);
            return new DirectionFile(
                split.Direction(phenotype.Name, DirectionMethod.Field, way) with
                {
                    Field = direction,
                },
                way.Length / models.Generator.Options.WDim,
                Origin(models, options, study, latents.Count)
            );
        }
    }

    internal static ShapeField Field(IReadOnlyList<float[]> latents, IReadOnlyList<ShapeGradient> seen)
    {
        var fit = new LatentQuadraticFit(latents);
        return new ShapeField(
            fit.Centre,
            fit.Fit("log-area", [.. seen.Select(g => g.State.LogArea)], [.. seen.Select(g => g.LogArea)]),
            fit.Fit("stretch-re", [.. seen.Select(g => g.State.AlongRows)], [.. seen.Select(g => g.AlongRows)]),
            fit.Fit("stretch-im", [.. seen.Select(g => g.State.AlongDiagonal)], [.. seen.Select(g => g.AlongDiagonal)])
        );
    }

    private static Provenance Origin(HeartModels models, FieldFittingOptions options, StudyOptions study, int used) =>
        new(
            Provenance.ThisProgram,
            models.Files[0].Sha256,
            used,
            0,
            LatentNetwork.Note(
                new Dictionary<string, string>
                {
                    ["method"] = "field",
                    ["hearts"] = "synthetic",
                    ["seed"] = $"{options.Seed}",
                    ["draws of noise"] = $"{options.Draws}",
                    ["psi"] = study.Psi.ToString(CultureInfo.InvariantCulture),
                    ["segmenter"] = models.Files[^1].Sha256,
                },
                models.Files[0].Sha256
            )
        );
}
