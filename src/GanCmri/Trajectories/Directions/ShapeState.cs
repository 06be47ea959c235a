namespace GanCmri.Trajectories.Directions;

/// <summary>Size and shape of a cavity.</summary>
/// <param name="LogArea">log(area in mm²).</param>
/// <param name="AlongRows">Re e of the stretch e, see <see cref="ShapeField"/>.</param>
/// <param name="AlongDiagonal">Im e.</param>
public readonly record struct ShapeState(double LogArea, double AlongRows, double AlongDiagonal)
{
    /// <summary>Area, mm².</summary>
    public double AreaMm2 => Math.Exp(LogArea);

    /// <summary>|e|, 0 a circle.</summary>
    public double Stretch => Math.Sqrt(AlongRows * AlongRows + AlongDiagonal * AlongDiagonal);

    /// <summary>Short by long axis: m / M = sqrt((1 - |e|) / (1 + |e|)).</summary>
    public double SphericityIndex => Math.Sqrt(Math.Max(0, 1 - Stretch) / (1 + Stretch));

    /// <summary>What a field can raise, in its unit.</summary>
    internal double Of(FieldTarget target) =>
        target switch
        {
            FieldTarget.LvArea => AreaMm2,
            FieldTarget.SphericityIndex => SphericityIndex,
            _ => throw new ArgumentOutOfRangeException(nameof(target)),
        };

    /// <summary>|e| of a sphericity index.</summary>
    internal static double StretchOf(double index) => (1 - index * index) / (1 + index * index);
}
