using System.Text.RegularExpressions;
using GanCmri.Imaging.Labels;
using GanCmri.Runtime;

namespace GanCmri.Imaging.Nifti;

/// <summary>
/// Reads .nii and .nii.gz files of [x, y, slice, phase], brought upright by the affine so that a file shows the same picture however its
/// axes are stored (<see cref="NiftiOrientation"/>). A 3D file is a stack at one phase. Non-finite values become 0.
/// </summary>
internal static partial class NiftiFile
{
    /// <summary>True for the file endings .nii and .nii.gz.</summary>
    public static bool IsNifti(string path) =>
        path.EndsWith(".nii", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".nii.gz", StringComparison.OrdinalIgnoreCase);

    /// <summary>How many frames a file has by its header; 0 where that cannot be read.</summary>
    public static long Frames(string path)
    {
        try
        {
            using var planes = new NiftiPlanes(path);
            return (long)planes.Header.Slices * planes.Header.Phases;
        }
        catch (InputException)
        {
            return 0; // reading says what is wrong with it
        }
    }

    /// <summary>Reads a file and the .json beside it, if any.</summary>
    /// <param name="path">The file.</param>
    /// <param name="subject">Whose heart it is.</param>
    /// <param name="label">Its label map; null if none is wanted.</param>
    /// <param name="notes">Told what was turned or doubted; may be null.</param>
    /// <exception cref="InputException">Truncated, damaged, a header that promises more than the file holds, or no planes of a
    /// cine.</exception>
    public static CineStack Read(string path, string subject, string? label = null, ReadingNotes? notes = null)
    {
        notes ??= new ReadingNotes();
        var sidecar = NiftiSidecar.Find(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, Stem(path) + ".json"));
        using var planes = new NiftiPlanes(path);
        var geometry = NiftiGeometry.Of(planes.Header, path);
        var images = NiftiImages.Read(planes, geometry.Orientation);
        NiftiTimeAxis.Require(images, path);
        var timed = Enumerable.Range(0, images.Count).Select(slice => Times(planes.Header, sidecar, slice)).ToArray();
        var labels = label is null ? null : NiftiLabels.Read(label, planes.Header, geometry.Orientation, notes);
        foreach (var remark in geometry.Remarks)
            notes.Add(remark);
        if (planes.Header.Phases > 1 && Phase(path).Length > 0)
            notes.Add("named ED or ES, but a beat of several frames: measured as one");
        if (!geometry.MayBeShortAxis)
            notes.Add("NIfTI " + ShortAxisPlane.Note, "cine", images.Count);
        if (timed.Any(t => t.Any(double.IsFinite) && !CineDoubts.ArePlausible(t)))
            notes.Add(
                "NIfTI times would make a heart beat below 0.2 s or above 4 s (check the unit of pixdim[4] in xyzt_units): times left out"
            );
        var series = images.Select(
            (frames, slice) =>
                Series(path, subject, slice, frames, timed[slice], geometry, sidecar?.LocationMm(slice)).WithLabels(labels?[slice])
        );
        return new CineStack(subject, "NIfTI", [path, .. Present(sidecar?.Path), .. Present(label)], [.. series]);
    }

    /// <summary>Reads a label map on the grid of its image (<see cref="NiftiLabelGrid"/>).</summary>
    /// <param name="path">The label map.</param>
    /// <param name="image">The image.</param>
    /// <returns>One array a slice, in it one picture a phase.</returns>
    /// <exception cref="InputException">As for <see cref="Read"/>, or it lies elsewhere.</exception>
    public static IReadOnlyList<GrayImage[]> ReadLabels(string path, string image)
    {
        using var grid = new NiftiPlanes(image);
        using var planes = new NiftiPlanes(path);
        var upright = NiftiGeometry.Of(grid.Header, image).Orientation;
        return NiftiImages.Read(planes, NiftiLabelGrid.Orientation(path, planes.Header, grid.Header, upright, new ReadingNotes()));
    }

    private static CineSeries WithLabels(this CineSeries series, LabelPlane?[]? labels) =>
        labels is null ? series : series with { Frames = [.. series.Frames.Zip(labels, (f, label) => label?.On(f) ?? f)] };

    private static CineSeries Series(
        string path,
        string subject,
        int slice,
        GrayImage[] frames,
        double[] times,
        NiftiGeometry geometry,
        double? location
    )
    {
        var (stem, plausible) = (Stem(path), CineDoubts.ArePlausible(times));
        var told = frames.Length == 1 ? Phase(path) : ""; // of a beat a name says nothing: it has all phases
        var cine = frames.Select(
            (f, phase) =>
                new CineFrame(
                    f,
                    plausible ? times[phase] : double.NaN,
                    FormattableString.Invariant($"{stem}-{slice + 1:00}-{phase + 1:000}")
                )
                {
                    Phase = told,
                }
        );
        return new CineSeries(subject, slice, location ?? slice * geometry.SliceStepMm, geometry.Spacing, [.. cine])
        {
            Name = subject == Subject(path) ? "" : stem,
            Pathology = AcdcInfo.Group(Path.GetDirectoryName(Path.GetFullPath(path))!),
            Doubts =
            [
                .. geometry.Spacing is null ? [CineDoubts.PixelSize] : Array.Empty<string>(),
                .. plausible ? Array.Empty<string>() : [CineDoubts.Times],
                .. geometry.MayBeShortAxis ? Array.Empty<string>() : [CineDoubts.Plane],
            ],
        };
    }

    private static string[] Present(string? path) => path is null ? [] : [path];

    private static double[] Times(NiftiHeader header, NiftiSidecar? sidecar, int slice) =>
        [.. Enumerable.Range(0, header.Phases).Select(phase => sidecar?.TimeMs(slice, phase, header.Phases) ?? phase * header.PhaseStepMs)];

    /// <summary>"ED" or "ES" where the name ends so ("patient_sa_ED", "Sbj01_LVES"), or ACDC's Info.cfg says so.</summary>
    private static string Phase(string path) =>
        PhaseSuffix().Match(Stem(path)) is { Success: true } name
            ? name.Groups["phase"].Value.ToUpperInvariant()
            : AcdcInfo.Phase(Path.GetDirectoryName(Path.GetFullPath(path))!, Stem(path));

    /// <summary>The name without folder and ending.</summary>
    public static string Stem(string path)
    {
        var name = Path.GetFileName(path);
        return name[..name.LastIndexOf(".nii", StringComparison.OrdinalIgnoreCase)];
    }

    /// <summary>"P1_sa.nii.gz" is subject P1; "P1/sa.nii.gz" too.</summary>
    public static string Subject(string path)
    {
        var stem = Stem(path);
        var name = ViewSuffix().Replace(stem, "");
        return name.Length > 0 ? name : Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path))) ?? stem;
    }

    [GeneratedRegex("(^|[_-])([LR]V)?(?<phase>E[DS])$", RegexOptions.IgnoreCase)]
    private static partial Regex PhaseSuffix();

    [GeneratedRegex("(^|[_-])(sa|sax|cine|4d)$", RegexOptions.IgnoreCase)]
    private static partial Regex ViewSuffix();
}
