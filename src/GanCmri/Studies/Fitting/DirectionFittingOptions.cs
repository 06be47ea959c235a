using GanCmri.Trajectories.Directions;

namespace GanCmri.Studies.Fitting;

/// <summary>How a direction is fitted to the latents and measures of the same frames.</summary>
public sealed record DirectionFittingOptions
{
    /// <summary>Latents made by <see cref="Projections.FrameProjection"/> (.csv).</summary>
    public required string Latents { get; init; }

    /// <summary>Measured frames (.csv): ids, then a column a phenotype.</summary>
    public required string Phenotypes { get; init; }

    /// <summary>The phenotype's column.</summary>
    public required string Column { get; init; }

    /// <summary>Cases and controls, where <see cref="Column"/> is text; null: it holds numbers.</summary>
    public GroupContrast? Contrast { get; init; }

    /// <summary>How the direction is found; any but <see cref="DirectionMethod.Response"/>, which <see cref="DirectionFitting.Response"/>
    /// finds.</summary>
    public DirectionMethod Method { get; init; } = DirectionMethod.MeanSplit;

    /// <summary>Whether all frames count, instead of one end-diastolic frame a cine (as published).</summary>
    public bool AllFrames { get; init; }
}
