using GanCmri.Phenotypes;
using GanCmri.Trajectories.Directions;

namespace GanCmri.Studies.Guidance;

/// <summary>Each heart its own way by a field, from the size and shape that the steering network sees where it starts.</summary>
/// <param name="direction">A direction with a field.</param>
/// <param name="models">Networks that show the hearts where they start.</param>
/// <param name="fieldMm">Side of the images, mm.</param>
internal sealed class FieldPath(PhenotypeDirection direction, HeartModels models, double fieldMm) : GuidancePath
{
    /// <inheritdoc/>
    public override FramePhenotype Guided { get; } = PhenotypeNames.OfDirection(direction.Phenotype);

    /// <inheritdoc/>
    public override IReadOnlyList<float[][]> Of(IReadOnlyList<float[]> hearts, IReadOnlyList<double> steps, CancellationToken cancellation)
    {
        var field = direction.Field!;
        return
        [
            .. hearts.Zip(
                SeenShape.Of(models, hearts, fieldMm, cancellation),
                (w, seen) => steps.Select(c => field.Move(w, c, seen)).ToArray()
            ),
        ];
    }
}
