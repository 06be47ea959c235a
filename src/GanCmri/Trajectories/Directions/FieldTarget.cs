namespace GanCmri.Trajectories.Directions;

/// <summary>The phenotype that a direction field changes.</summary>
public enum FieldTarget
{
    /// <summary>LV area, mm²; the sphericity index stays.</summary>
    LvArea,

    /// <summary>Sphericity index; the area stays.</summary>
    SphericityIndex,
}
