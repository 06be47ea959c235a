using GanCmri.Phenotypes;
using GanCmri.Runtime;
using GanCmri.Trajectories.Directions;

namespace GanCmri.Studies.Guidance;

/// <summary>How hearts move with the step c to change one phenotype.</summary>
internal abstract class GuidancePath
{
    /// <summary>What it is meant to change.</summary>
    public abstract FramePhenotype Guided { get; }

    /// <summary>The path of a direction: each heart its own way by its field, or all along one vector.</summary>
    /// <param name="direction">The direction.</param>
    /// <param name="models">Networks that show hearts where they start.</param>
    /// <param name="fieldMm">Side of the images, mm.</param>
    public static GuidancePath Of(PhenotypeDirection direction, HeartModels models, double fieldMm) =>
        direction.Field is null ? new FixedPath(direction) : new FieldPath(direction, models, fieldMm);

    /// <summary>Where a group of hearts is at each step.</summary>
    /// <param name="hearts">Their latents at c = 0.</param>
    /// <param name="steps">Steps c, ascending.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>A heart's latents, one a step, for each heart.</returns>
    public abstract IReadOnlyList<float[][]> Of(IReadOnlyList<float[]> hearts, IReadOnlyList<double> steps, CancellationToken cancellation);
}

/// <summary>All hearts along one fixed direction: w + c k.</summary>
/// <param name="direction">k with its phenotype.</param>
internal sealed class FixedPath(PhenotypeDirection direction) : GuidancePath
{
    /// <summary>The path of a direction's file.</summary>
    /// <exception cref="InputException">It is neither of a known phenotype, in any spelling, nor of a contrast of groups: nothing would be
    /// measured of it, without a word.</exception>
    public static FixedPath Of(DirectionFile file, string path) =>
        PhenotypeNames.Find(file.Direction.Phenotype) is not null || GroupContrast.IsName(file.Direction.Phenotype)
            ? new FixedPath(file.Direction)
            : throw new InputException(
                path,
                $"a direction of {string.Join(", ", PhenotypeRegistry.Frame)}, or of cases against controls",
                $"one of '{file.Direction.Phenotype}'",
                "fit it on a column with one of these names, or correct \"phenotype\" in the file"
            );

    /// <inheritdoc/>
    public override FramePhenotype Guided { get; } = PhenotypeNames.OfDirection(direction.Phenotype);

    /// <inheritdoc/>
    public override IReadOnlyList<float[][]> Of(
        IReadOnlyList<float[]> hearts,
        IReadOnlyList<double> steps,
        CancellationToken cancellation
    ) => [.. hearts.Select(w => steps.Select(c => direction.Move(w, c)).ToArray())];
}
