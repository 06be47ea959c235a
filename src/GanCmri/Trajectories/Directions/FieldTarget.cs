namespace GanCmri.Trajectories.Directions;

/// <summary>What a field can raise.</summary>
public enum FieldTarget
{
    /// <summary>LV area, mm²; the sphericity index stays.</summary>
    LvArea,

    /// <summary>Sphericity index; the area stays.</summary>
    SphericityIndex,
}
