namespace GanCmri.Imaging.Nifti;

/// <summary>The picture's order, pixel size and slice distance that a header tells, checked against each other.</summary>
/// <param name="Orientation">How voxels become pictures.</param>
/// <param name="Spacing">Pixel size of the pictures; null if unknown.</param>
/// <param name="SliceStepMm">Distance of slices, at right angles to them, mm; NaN if unknown.</param>
/// <param name="Remarks">What was done or doubted, for the user.</param>
internal sealed record NiftiGeometry(NiftiOrientation Orientation, PixelSpacing? Spacing, double SliceStepMm, IReadOnlyList<string> Remarks)
{
    /// <summary>False where the affine tells a plane that cannot be a short axis.</summary>
    public bool MayBeShortAxis { get; private init; } = true;

    private const double Rounding = 1e-4,
        Agreement = 0.02;

    /// <summary>Decides.</summary>
    /// <exception cref="Runtime.InputException">The file's planes cannot be those of a cine.</exception>
    public static NiftiGeometry Of(NiftiHeader header, string path)
    {
        var remarks = new List<string>();
        var steps = Steps(header, remarks);
        var sizes = header.Sizes;
        var orientation = NiftiOrientation.Of(steps, sizes, header.SliceAxisHint, header.Affine);
        orientation.Require(steps, sizes, header.Phases, header.Affine, path);
        if (orientation.Told.Length > 0)
            remarks.Add($"NIfTI brought upright by its {header.Affine?.Source ?? "voxel sizes"} ({orientation.Told})");
        var (right, down) = (steps[orientation.Right], steps[orientation.Down]);
        var spacing = new PixelSpacing(down, right);
        var isTold = PlausiblePixels.Are(spacing, sizes[orientation.Down], sizes[orientation.Right]);
        return new NiftiGeometry(
            orientation,
            isTold ? spacing : null,
            steps[orientation.Slice] * Upright(header.Affine, orientation),
            remarks
        )
        {
            MayBeShortAxis = header.Affine is not { IsAlongTheBody: false } told || ShortAxisPlane.MayBe(Normal(told, orientation)),
        };
    }

    /// <summary>Of the affine; of pixdim where the affine has none or unit steps as a placeholder; NaN where both are 1, 1, 1.</summary>
    private static double[] Steps(NiftiHeader header, List<string> remarks)
    {
        var told = header.PixDimMm;
        var unitTold = told.All(s => double.IsNaN(s) || s == 1);
        double[]? lengths = header.Affine is { } affine ? [.. affine.Axes.Select(a => a.Length)] : null;
        var unitAffine = header.Affine is null or { IsUnit: true };
        if (unitAffine && unitTold)
        {
            remarks.Add("NIfTI voxels of 1 x 1 x 1 mm are a placeholder: nothing in mm");
            return [double.NaN, double.NaN, double.NaN];
        }

        if (unitAffine)
            return told;
        if (unitTold)
            remarks.Add($"NIfTI pixel size taken from the {header.Affine!.Source}, as pixdim is 1, 1, 1");
        else if (lengths!.Zip(told).Any(p => !(Math.Abs(p.First - p.Second) <= Agreement * p.First)))
            remarks.Add($"NIfTI pixel size taken from the {header.Affine!.Source}, which differs from pixdim");
        return [.. lengths!.Zip(told, (l, t) => Math.Abs(l - t) <= Rounding * l ? t : Math.Round(l, 6))];
    }

    /// <summary>Share of the step from slice to slice that leads out of the plane; 1 where slices lie straight above each other.</summary>
    private static double Upright(NiftiAffine? affine, NiftiOrientation orientation)
    {
        if (affine is null)
            return 1;
        var normal = Normal(affine, orientation);
        var step = affine.Axes[orientation.Slice];
        var share = Math.Abs(normal.Dot(step)) / (normal.Length * step.Length);
        return share > 1 - Rounding ? 1 : share;
    }

    private static RasVector Normal(NiftiAffine affine, NiftiOrientation orientation) =>
        affine.Axes[orientation.Right].Cross(affine.Axes[orientation.Down]);
}
