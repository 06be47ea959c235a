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

    /// <summary>Reads a cine and crops the slice where the left ventricle shows best.</summary>
    /// <exception cref="InputException">Nothing readable, several subjects or no heart; "where" is the column, and nothing tells the path.</exception>
    public static RealHeart Read(string path, string? within, HeartCrop crop)
    {
        try
        {
            var stacks = CineReader.Stacks(path).Take(2).ToArray();
            if (stacks.Length > 1) throw new InputException("", "one subject", "several", Remedy);
            CinePlace.RequireWithin(stacks[0].Files, within);
            var best = HeartLocator.Locate(stacks[0].Series).Where(l => l.Centre is not null && l.Series.Frames.Count > 1)
                .MaxBy(l => l.Evidence ?? l.Series.Frames.Max(f => f.LvCavity?.Area ?? 0))
                ?? throw new InputException("", "a heart that beats", "no motion to find it by", Remedy);
            var crops = best.Series.Frames.Select(f => crop.Apply(f.Image, best.Series.Spacing, best.Centre!)).ToArray();
            var scale = IntensityScale.Of(crops) ?? throw new InputException("", "pictures", "empty ones", Remedy);
            return new RealHeart(best.Series.Slice, [.. crops.Select(scale.Apply)], best.Series.Frames.ToList().FindIndex(f => f.Phase == "ED"));
        }
        catch (InputException e)
        {
            // What readers say may name folders and files, and so patients.
            var found = e.Where == "" || e.Where == CinePlace.Column ? e.Found : "a cine that cannot be read";
            throw new InputException(CinePlace.Column, e.Expected, found, e.Remedy, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(CinePlace.Column, "files that can be read", e is IOException ? "a broken file" : "access denied", "copy the cine again", e);
        }
    }
}
