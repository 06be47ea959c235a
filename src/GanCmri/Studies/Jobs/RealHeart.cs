using GanCmri.Imaging;
using GanCmri.Runtime;

namespace GanCmri.Studies.Jobs;

/// <summary>The heart of a real cine, cropped.</summary>
/// <param name="Slice">The slice it was taken from, from 0.</param>
/// <param name="Frames">Crops in [-1, 1] in order of time.</param>
/// <param name="EndDiastole">The frame that its source marks as end-diastole; -1 if it does not.</param>
internal sealed record RealHeart(int Slice, IReadOnlyList<GrayImage> Frames, int EndDiastole)
{
    private const string Remedy = "give the path of one subject's beating short-axis cine";

    /// <summary>Reads a cine: of several stacks of one subject, such as long axes beside short ones, the one with most slices.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="within">The folder that its files must lie in; null: anywhere.</param>
    /// <exception cref="JobException">Nothing readable, or several subjects; nothing tells the path.</exception>
    public static CineStack Read(string path, string? within) => Told(() =>
    {
        return CineStack.LargestOfOneSubject(CineReader.Stacks(path).Select(Allowed)) ?? throw new JobException(CinePlace.Column, "one subject", "several", Remedy);

        CineStack Allowed(CineStack stack)
        {
            CinePlace.RequireWithin(stack.Files, within);
            return stack;
        }
    });

    /// <summary>Crops the slice where the left ventricle shows best.</summary>
    /// <exception cref="JobException">No heart.</exception>
    public static RealHeart Of(CineStack stack, HeartCrop crop) => Told(() =>
    {
        var best = HeartLocator.Locate(stack.Series).Where(l => l.Centre is not null && l.Series.Frames.Count > 1)
            .MaxBy(l => l.Evidence ?? l.Series.Frames.Max(f => f.LvCavity?.Area ?? 0))
            ?? throw new JobException(CinePlace.Column, "a heart that beats", "no motion to find it by", Remedy);
        var crops = best.Series.Frames.Select(f => crop.Apply(f.Image, best.Series.Spacing, best.Centre!)).ToArray();
        var scale = IntensityScale.Of(crops) ?? throw new JobException(CinePlace.Column, "pictures", "empty ones", Remedy);
        return new RealHeart(best.Series.Slice, [.. crops.Select(scale.Apply)], best.Series.Frames.ToList().FindIndex(f => f.Phase == "ED"));
    });

    private static T Told<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InputException e)
        {
            // What readers say may name folders and files, and so patients.
            throw new JobException(CinePlace.Column, "one subject's cine (DICOM, NIfTI, pictures or a frame store)", "one that cannot be read",
                "look at it with gancmri measure, or copy it again", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JobException(CinePlace.Column, "files that can be read", e is IOException ? "a broken file" : "access denied", "copy the cine again", e);
        }
    }
}
