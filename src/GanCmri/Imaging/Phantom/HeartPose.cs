namespace GanCmri.Imaging.Phantom;

/// <summary>The heart's outlines at one moment; mm from the middle of the field.</summary>
/// <param name="Contraction">0 at end diastole to 1 at end systole.</param>
/// <param name="Cavity">LV endocardium; papillary muscles count as cavity, as in manual contours.</param>
/// <param name="Epicardium">Outer border of the LV wall.</param>
/// <param name="WallThicknessMm">Difference of the semi-axes of the two.</param>
/// <param name="RightVentricle">RV blood where it lies outside the LV wall.</param>
/// <param name="Papillaries">The two papillary muscles.</param>
internal sealed record HeartPose(
    double Contraction,
    Ellipse Cavity,
    Ellipse Epicardium,
    double WallThicknessMm,
    Ellipse RightVentricle,
    IReadOnlyList<Ellipse> Papillaries
)
{
    /// <summary>The wall gains this share of its area in systole because the ventricle shortens.</summary>
    private const double SystolicWallGain = 0.12;

    /// <summary>Poses the heart of one subject.</summary>
    /// <param name="phenotypes">The subject's truth.</param>
    /// <param name="anatomy">The subject's other shape.</param>
    /// <param name="contraction">0 to 1.</param>
    /// <param name="breathMm">Respiratory displacement, mm, mostly downwards.</param>
    public static HeartPose Of(PhantomPhenotypes phenotypes, Anatomy anatomy, double contraction, double breathMm)
    {
        var edCavity = CavityAxes(phenotypes.LvAreaMm2, phenotypes.SphericityIndex);
        var edEpi = edCavity.Plus(phenotypes.WallThicknessMm);
        var wallArea = (edEpi.Product - edCavity.Product) * (1 + SystolicWallGain * contraction);

        var roundness = Math.Min(1, phenotypes.SphericityIndex + anatomy.SystolicRounding * contraction);
        var axes = CavityAxes(phenotypes.LvAreaMm2 * (1 - phenotypes.FractionalAreaChange * contraction), roundness);
        // (a + t)(b + t) - ab = wall area / pi, solved for the thickness t.
        var sum = axes.Major + axes.Minor;
        var thickness = (Math.Sqrt(sum * sum + 4 * wallArea) - sum) / 2;

        var (sin, cos) = Math.SinCos(anatomy.SeptumAngle);
        var inwards = 1.5 * contraction;
        double x = anatomy.CentreX + inwards * cos + 0.3 * breathMm,
            y = anatomy.CentreY + inwards * sin + breathMm;
        var angle = anatomy.LongAxisAngle + anatomy.Torsion * contraction;
        var cavity = new Ellipse(x, y, axes.Major, axes.Minor, angle);
        var excess = anatomy.SeptalExcess * thickness;
        var epicardium = new Ellipse(x + excess * cos, y + excess * sin, axes.Major + thickness, axes.Minor + thickness, angle);
        return new HeartPose(
            contraction,
            cavity,
            epicardium,
            thickness,
            RightHeart(anatomy, edEpi, epicardium, contraction),
            [
                Papillary(anatomy, cavity, anatomy.PapillaryAngle, contraction),
                Papillary(anatomy, cavity, -anatomy.PapillaryAngle, contraction),
            ]
        );
    }

    private static Axes CavityAxes(double areaMm2, double sphericity)
    {
        var major = Math.Sqrt(areaMm2 / (Math.PI * sphericity));
        return new Axes(major, major * sphericity);
    }

    private static Ellipse RightHeart(Anatomy anatomy, Axes edEpi, Ellipse epicardium, double contraction)
    {
        var radius = Math.Sqrt(edEpi.Product);
        var (sin, cos) = Math.SinCos(anatomy.RightAngle);
        var distance = radius * (anatomy.RightDistance - 0.08 * contraction);
        return new Ellipse(
            epicardium.X + distance * cos,
            epicardium.Y + distance * sin,
            radius * anatomy.RightReach * (1 - 0.22 * contraction),
            radius * anatomy.RightWidth * (1 - 0.1 * contraction),
            anatomy.RightAngle,
            anatomy.RightTaper
        );
    }

    private static Ellipse Papillary(Anatomy anatomy, Ellipse cavity, double fromLateral, double contraction)
    {
        // On the ray at this angle, at a fixed share of the way from the centre to the wall.
        var (sin, cos) = Math.SinCos(anatomy.SeptumAngle + Math.PI + fromLateral);
        var wall = 1 / Math.Sqrt(cavity.RadiusSquared(cavity.X + cos, cavity.Y + sin));
        var place = wall * (0.78 - 0.08 * contraction);
        var size = Math.Min(anatomy.PapillaryMm * (1 - 0.12 * contraction), 0.33 * cavity.MeanRadius);
        return new Ellipse(cavity.X + place * cos, cavity.Y + place * sin, size * 1.25, size * 0.8, anatomy.SeptumAngle + fromLateral);
    }

    private readonly record struct Axes(double Major, double Minor)
    {
        public double Product => Major * Minor;

        public Axes Plus(double mm) => new(Major + mm, Minor + mm);
    }
}
