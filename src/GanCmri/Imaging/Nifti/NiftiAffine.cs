namespace GanCmri.Imaging.Nifti;

/// <summary>Where one step along each of the file's three axes leads.</summary>
/// <param name="Axes">Three steps, mm.</param>
/// <param name="Source">"sform" or "qform".</param>
internal sealed record NiftiAffine(IReadOnlyList<RasVector> Axes, string Source)
{
    private const double LargestStepMm = 1000,
        LeastAngle = 0.05;

    /// <summary>True where every axis runs along one of the body's: as a rule a placeholder, since a heart lies obliquely.</summary>
    public bool IsAlongTheBody => Axes.All(a => a.IsAlongAnAxis);

    /// <summary>
    /// The sform where its code says that it is set, else the qform (the order of nifti1.h, method 3 before 2, as nibabel takes them); null
    /// where neither is set or both are unusable (zero, not finite, or axes that fall together).
    /// </summary>
    public static NiftiAffine? Of(RasVector[] sform, int sformCode, RasVector[] qform, int qformCode) =>
        sformCode > 0 && IsUsable(sform) ? new NiftiAffine(sform, "sform")
        : qformCode > 0 && IsUsable(qform) ? new NiftiAffine(qform, "qform")
        : null;

    /// <summary>The axes of a quaternion (nifti1.h, method 2): a² = 1 - b² - c² - d²; the third is turned round where qfac is
    /// negative.</summary>
    public static RasVector[] Quaternion(double b, double c, double d, double qfac, double[] steps)
    {
        var square = 1 - b * b - c * c - d * d;
        var scale = square < 1e-7 ? 1 / Math.Sqrt(b * b + c * c + d * d) : 1;
        (b, c, d) = (b * scale, c * scale, d * scale);
        var a = square < 1e-7 ? 0 : Math.Sqrt(square);
        return
        [
            steps[0] * new RasVector(a * a + b * b - c * c - d * d, 2 * (b * c + a * d), 2 * (b * d - a * c)),
            steps[1] * new RasVector(2 * (b * c - a * d), a * a + c * c - b * b - d * d, 2 * (c * d + a * b)),
            (qfac < 0 ? -steps[2] : steps[2]) * new RasVector(2 * (b * d + a * c), 2 * (c * d - a * b), a * a + d * d - b * b - c * c),
        ];
    }

    private static bool IsUsable(RasVector[] axes)
    {
        if (axes.Any(a => !double.IsFinite(a.Length) || a.Length is <= 0 or > LargestStepMm))
            return false;
        var volume = Math.Abs(axes[0].Cross(axes[1]).Dot(axes[2]));
        return volume > LeastAngle * axes[0].Length * axes[1].Length * axes[2].Length;
    }
}
