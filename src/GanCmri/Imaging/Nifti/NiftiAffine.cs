namespace GanCmri.Imaging.Nifti;

/// <summary>Where the file's first voxel lies, and where one step along each of its three axes leads.</summary>
/// <param name="Axes">Three steps, mm.</param>
/// <param name="Origin">Of the first voxel, mm.</param>
/// <param name="Source">"sform" or "qform".</param>
internal sealed record NiftiAffine(IReadOnlyList<RasVector> Axes, RasVector Origin, string Source)
{
    private const double LargestStepMm = 1000,
        LeastAngle = 0.05,
        AtZeroMm = 1e-3,
        Rounding = 1e-4;

    /// <summary>True where every axis runs along one of the body's: as a rule a placeholder, since a heart lies obliquely.</summary>
    public bool IsAlongTheBody => Axes.All(a => a.IsAlongAnAxis);

    /// <summary>True for steps of 1 mm along the body's axes: a placeholder.</summary>
    public bool IsUnit => IsAlongTheBody && Axes.All(a => Math.Abs(a.Length - 1) < Rounding);

    /// <summary>True where it tells no place: as tools leave it that keep voxels and lose where they lie.</summary>
    public bool TellsNoPlace => IsAlongTheBody && Origin.Length < AtZeroMm;

    private bool IsUsable
    {
        get
        {
            if (Axes.Any(a => !double.IsFinite(a.Length) || a.Length is <= 0 or > LargestStepMm))
                return false;
            var volume = Math.Abs(Axes[0].Cross(Axes[1]).Dot(Axes[2]));
            return volume > LeastAngle * Axes[0].Length * Axes[1].Length * Axes[2].Length;
        }
    }

    /// <summary>
    /// The sform where its code says that it is set, else the qform (the order of nifti1.h, method 3 before 2, as nibabel takes them); null
    /// where neither is set or both are unusable (zero, not finite, or axes that fall together).
    /// </summary>
    public static NiftiAffine? Of(NiftiAffine sform, int sformCode, NiftiAffine qform, int qformCode) =>
        sformCode > 0 && sform.IsUsable ? sform
        : qformCode > 0 && qform.IsUsable ? qform
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
}
