using GanCmri.Tests.Imaging.Nifti;

namespace GanCmri.Studio.Tests.Cines;

/// <summary>A heart drawn of circles, five slices of six frames, as a NIfTI file; two corner pixels make the pictures of each name, and of
/// each slice, their own.</summary>
internal static class DrawnHeart
{
    private const int Side = 64,
        Slices = 5,
        Phases = 6;
    private const double Middle = 31.5;

    public static void Write(string path) => Write(path, Path.GetFileName(path).Aggregate(0, (sum, c) => (31 * sum + c) % 251));

    public static void Write(string path, int corner) =>
        new NiftiWriter
        {
            Sizes = [Side, Side, Slices, Phases],
            PixDim = [1, 2.7f, 2.7f, 8, 0.15f],
            Value = (x, y, z, t) =>
            {
                if (y == 0 && x < 2)
                    return x == 0 ? corner : 90 + z;
                var cavity = (10 - 0.8 * Math.Abs(z - 2)) * (1 - 0.15 * Math.Sin(Math.PI * t / (Phases - 1)));
                return Math.Sqrt(Math.Pow(x - Middle, 2) + Math.Pow(y - Middle, 2)) switch
                {
                    var r when r < cavity => 220,
                    var r when r < 14 => 50,
                    _ => 90 + 10 * Math.Sin(x * .7),
                };
            },
        }.Write(path);
}
