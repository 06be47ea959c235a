using GanCmri.Phenotypes;
using GanCmri.Trajectories.Directions;

namespace GanCmri.Studies.Guidance;

/// <summary>How much of the change that a field promises is measured in images: what calibrates its steps.</summary>
internal static class FieldGain
{
    private const double Least = .2; // a field that does less is no field

    /// <summary>Median over hearts of the measured change from c = -1 to 1 by the one asked for, each heart under noise of its
    /// own.</summary>
    /// <exception cref="Runtime.InputException">Hearts hardly move.</exception>
    public static double Of(
        HeartModels models,
        FieldDirection direction,
        FramePhenotype phenotype,
        StudyOptions hearts,
        CancellationToken cancellation
    )
    {
        var view = GuidanceView.Judge(models.Segmenter);
        var maker = new FrameMaker(models.Generator, models.Segmenter, hearts.FieldMm);
        var latents = new SubjectSource(models.Generator, models.EdToEs, hearts, models.Device).DrawLatents(0, hearts.Subjects);
        var shapes = SeenShape.Of(models, latents, hearts.FieldMm, cancellation);
        double[] gains =
        [
            .. latents
                .Select(
                    (w, i) =>
                    {
                        var ends = maker.Make(
                            [direction.Move(w, -1, shapes[i]), direction.Move(w, 1, shapes[i])],
                            _ => { },
                            cancellation,
                            view.NoiseOf(hearts.Seed, i)
                        );
                        return (phenotype.Measure(ends[1].Measures) - phenotype.Measure(ends[0].Measures)) / (2 * direction.Step);
                    }
                )
                .Where(double.IsFinite),
        ];
        var gain = gains.Length == 0 ? 0 : Medians.Of(gains);
        return gain >= Least
            ? gain
            : throw new Runtime.InputException(
                "direction",
                "hearts that change as the field says",
                FormattableString.Invariant($"{gain:P0} of it"),
                "use more hearts or draws"
            );
    }
}
