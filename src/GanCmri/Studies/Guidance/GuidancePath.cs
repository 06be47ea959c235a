using GanCmri.Phenotypes;
using GanCmri.Trajectories;

namespace GanCmri.Studies.Guidance;

/// <summary>How hearts move with the step c to change one phenotype.</summary>
public abstract class GuidancePath
{
    /// <summary>What it is meant to change.</summary>
    public abstract FramePhenotype Guided { get; }

    /// <summary>Where a group of hearts is at each step.</summary>
    /// <param name="hearts">Their latents at c = 0.</param>
    /// <param name="steps">Steps c, ascending.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>A heart's latents, one a step, for each heart.</returns>
    public abstract IReadOnlyList<float[][]> Of(IReadOnlyList<float[]> hearts, IReadOnlyList<double> steps, CancellationToken cancellation);
}

/// <summary>All hearts along one fixed direction: w + c k.</summary>
/// <param name="direction">k with its phenotype.</param>
public sealed class FixedPath(PhenotypeDirection direction) : GuidancePath
{
    /// <inheritdoc/>
    public override FramePhenotype Guided { get; } = PhenotypeNames.OfDirection(direction.Phenotype);

    /// <inheritdoc/>
    public override IReadOnlyList<float[][]> Of(IReadOnlyList<float[]> hearts, IReadOnlyList<double> steps, CancellationToken cancellation) =>
        [.. hearts.Select(w => steps.Select(c => direction.Move(w, c)).ToArray())];
}
