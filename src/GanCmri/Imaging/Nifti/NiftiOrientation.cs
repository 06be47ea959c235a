using GanCmri.Runtime;

namespace GanCmri.Imaging.Nifti;

/// <summary>Which of the file's axes runs along the picture's columns, rows and slices, and which way.</summary>
/// <param name="Right">The file's axis (0 to 2) along which a row of the picture runs.</param>
/// <param name="Down">The one along which a column runs.</param>
/// <param name="Slice">The one along which slices follow.</param>
/// <param name="FlipRight">Whether it runs from right to left in the file.</param>
/// <param name="FlipDown">Whether it runs from bottom to top in the file.</param>
internal sealed record NiftiOrientation(int Right, int Down, int Slice, bool FlipRight, bool FlipDown)
{
    private const double LargestInPlaneRatio = 2,
        SameSize = 1.25,
        ThickSlice = 1.5,
        AlongAxis = 0.98;
    private const int VolumeSlices = 20;

    /// <summary>Whether slices follow each other from the last to the first: of label maps only, as images keep the file's order.</summary>
    public bool FlipSlice { get; init; }

    /// <summary>What was done to the pictures, for the user; "" if nothing.</summary>
    public string Told =>
        string.Join(
            ", ",
            new[]
            {
                Slice == 2 ? "" : "slices taken along another axis",
                Right > Down ? "rows and columns exchanged" : "",
                FlipDown ? "rows reversed" : "",
                FlipRight ? "columns reversed" : "",
            }.Where(t => t.Length > 0)
        );

    /// <summary>
    /// The order in which a scanner shows the plane: to the right lies the patient's left (of a sagittal plane the back), downwards the
    /// feet (of a transverse plane the back). Steep planes lie in between, so the two are weighed together. Where all axes run along the
    /// body's, the affine is taken up to half a turn: such affines are placeholders (a short axis is oblique), of which both signs are
    /// common.
    /// </summary>
    /// <param name="steps">Voxel size along the file's axes, mm; NaN where unknown.</param>
    /// <param name="sizes">Voxels along the file's axes.</param>
    /// <param name="sliceHint">The axis that dim_info calls the slice's; 2 if none.</param>
    /// <param name="affine">Null: nothing is turned.</param>
    public static NiftiOrientation Of(double[] steps, int[] sizes, int sliceHint, NiftiAffine? affine)
    {
        var slice = SliceAxis(steps, sizes, sliceHint);
        var plane = new[] { 0, 1, 2 }.Where(a => a != slice).ToArray();
        var stored = new NiftiOrientation(plane[0], plane[1], slice, false, false);
        if (affine is null)
            return stored;
        var best =
            from swap in new[] { false, true }
            from flipDown in new[] { false, true }
            from flipRight in new[] { false, true }
            let o = new NiftiOrientation(plane[swap ? 1 : 0], plane[swap ? 0 : 1], slice, flipRight, flipDown)
            let score = Score(affine, o)
            let effort = (flipRight ? 1.1 : 0) + (flipDown ? 1 : 0)
            orderby Math.Round(affine.IsAlongTheBody ? Math.Abs(score) : score, 6) descending, effort
            select o;
        return best.First();
    }

    /// <summary>Width, height and number of the pictures.</summary>
    public int[] Sizes(NiftiHeader header) => [header.Sizes[Right], header.Sizes[Down], header.Sizes[Slice]];

    /// <summary>Refuses what is no plane of a cine.</summary>
    /// <exception cref="InputException">In-plane pixels that are twice as long as wide, axes not at right angles, a near-cubic volume or a
    /// frontal or sagittal one at one phase.</exception>
    public void Require(double[] steps, int[] sizes, int phases, NiftiAffine? affine, string path)
    {
        const string remedy = "give short-axis cines [x, y, slice, phase], or correct the header";
        var (right, down, gap) = (steps[Right], steps[Down], steps[Slice]);
        if (Ratio(right, down) > LargestInPlaneRatio)
            throw new InputException(
                path,
                "pixels about as high as wide in the plane of the cine",
                FormattableString.Invariant($"{right:0.##} x {down:0.##} mm"),
                remedy
            );
        if (affine is null)
            return;
        var (u, v) = (affine.Axes[Right], affine.Axes[Down]);
        if (Math.Abs(u.Dot(v)) > 0.1 * u.Length * v.Length)
            throw new InputException(path, "rows and columns at right angles", $"a sheared {affine.Source}", remedy);
        if (phases > 1 || sizes[Slice] == 1)
            return;
        if (sizes[Slice] >= VolumeSlices && gap <= ThickSlice * Math.Max(right, down))
            throw new InputException(path, "a cine, or a stack of thick slices", "a volume of near-cubic voxels at one phase", remedy);
        var normal = u.Cross(v);
        if (Math.Max(Math.Abs(normal.X), Math.Abs(normal.Y)) > AlongAxis * normal.Length)
            throw new InputException(path, "a cine, or a stack of short axes", "a frontal or sagittal volume at one phase", remedy);
    }

    // Left (-x) and back (-y) are to the right; feet (-z) and back are below.
    private static double Score(NiftiAffine affine, NiftiOrientation o)
    {
        var right = (o.FlipRight ? -1 : 1) / affine.Axes[o.Right].Length * affine.Axes[o.Right];
        var down = (o.FlipDown ? -1 : 1) / affine.Axes[o.Down].Length * affine.Axes[o.Down];
        return -right.X - right.Y - down.Z - down.Y;
    }

    /// <summary>The file's third axis, but where only another choice leaves square pixels, that one.</summary>
    private static int SliceAxis(double[] steps, int[] sizes, int hint)
    {
        if (sizes[2] == 1)
            return 2;
        if (sizes.Count(s => s == 1) == 1)
            return Array.IndexOf(sizes, 1);
        var inPlane = (int slice) => Ratio(steps[slice == 0 ? 1 : 0], steps[slice == 2 ? 1 : 2]);
        if (hint != 2 && inPlane(hint) <= SameSize)
            return hint;
        if (!(inPlane(2) > ThickSlice))
            return 2;
        return new[] { 1, 0 }.Where(a => inPlane(a) <= SameSize && steps[a] >= ThickSlice * steps[2]).DefaultIfEmpty(2).First();
    }

    private static double Ratio(double a, double b) => Math.Max(a, b) / Math.Min(a, b);
}
