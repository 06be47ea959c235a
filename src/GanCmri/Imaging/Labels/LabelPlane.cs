namespace GanCmri.Imaging.Labels;

/// <summary>What a label map outlines in a frame.</summary>
/// <param name="Cavity">The left ventricle's cavity; empty where there is none.</param>
/// <param name="MyocardiumPx">Area of its myocardium, px; NaN where the map does not outline it.</param>
/// <param name="RightPx">Area of the right ventricle's cavity, px; NaN where the map does not outline it.</param>
internal sealed record LabelPlane(Mask Cavity, double MyocardiumPx, double RightPx)
{
    /// <summary>Reads a plane of a label map.</summary>
    public static LabelPlane Of(GrayImage labels, LabelNumbers numbers) =>
        new(
            CavityLabel.Region(labels, numbers.Cavity),
            LabelNumbers.AreaPx(labels, numbers.Myocardium),
            LabelNumbers.AreaPx(labels, numbers.Right)
        );

    /// <summary>The frame with it.</summary>
    public CineFrame On(CineFrame frame) => frame with { LvCavity = Cavity, LabelMyocardiumPx = MyocardiumPx, LabelRightPx = RightPx };
}
