namespace GanCmri.Imaging;

/// <summary>Tells from where a plane lies in the body whether it may cut the left ventricle across.</summary>
internal static class ShortAxisPlane
{
    /// <summary>For the user, where planes do not.</summary>
    public const string Note =
        "planes more than 60 degrees from where short axes lie, long-axis views perhaps: measured as short axes all the same, flagged "
        + CineDoubts.Plane;

    // From base to apex: to the left, to the front and down, 50 to 61 degrees from each of the body's axes. Normals of four short-axis
    // stacks lie 5 to 11 degrees from it, of a two-, a four- and a right two-chamber view 77 to 89.
    private static readonly RasVector LongAxis = new(-0.58, 0.65, -0.49);
    private const double LeastCosine = 0.5;

    /// <summary>Whether a plane's normal is within 60 degrees of the usual long axis.</summary>
    /// <param name="normal">Of the plane, any length, either sign.</param>
    public static bool MayBe(RasVector normal) => Math.Abs(normal.Dot(LongAxis)) >= LeastCosine * LongAxis.Length * normal.Length;
}
