using GanCmri.Runtime;

namespace GanCmri.Imaging.Nifti;

/// <summary>Sees by the pictures where a file keeps its phases: phases of a slice resemble each other far more than slices do
/// (<see cref="FrameLikeness"/>).</summary>
internal static class NiftiTimeAxis
{
    private const int FewestSlices = 8,
        FewestOfBoth = 3;
    private const double PhasesAtOnePhase = 0.97,
        LikePhases = 0.95,
        Clearly = 0.02;

    /// <summary>Refuses a file whose third axis is time.</summary>
    /// <param name="images">[slice][phase] as the header tells them.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">Its slices resemble each other as only phases do.</exception>
    public static void Require(IReadOnlyList<GrayImage[]> images, string path)
    {
        var (slices, phases) = (images.Count, images[0].Length);
        if (phases == 1 && slices >= FewestSlices && FrameLikeness.Lowest([.. images.Select(s => s[0])]) >= PhasesAtOnePhase)
            throw new InputException(
                path,
                "slices along the third axis",
                $"{slices} pictures as alike as phases of one slice",
                "store a cine of one slice as [x, y, 1, phase]"
            );
        if (phases < FewestOfBoth || slices < FewestOfBoth)
            return;
        var alongPhases = Likeness(images);
        if (!(alongPhases < LikePhases))
            return;
        if (Likeness(Enumerable.Range(0, phases).Select(p => images.Select(s => s[p]))) > alongPhases + Clearly)
            throw new InputException(
                path,
                "slices along the third axis and phases along the fourth",
                "the other way round, by what the pictures show",
                "store it as [x, y, slice, phase]"
            );
    }

    // Uniform pictures, such as a phase that was not reconstructed, resemble nothing and tell nothing; NaN where there are no others.
    private static double Likeness(IEnumerable<IEnumerable<GrayImage>> lines) =>
        lines
            .Select(line => line.Where(i => !i.IsUniform).ToArray())
            .Where(line => line.Length > 1)
            .Select(FrameLikeness.Mean)
            .DefaultIfEmpty(double.NaN)
            .Average();
}
