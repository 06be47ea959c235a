using System.Globalization;
using System.Text.RegularExpressions;

namespace GanCmri.Imaging.Nifti;

/// <summary>
/// The Info.cfg that the ACDC challenge (Bernard et al., IEEE Trans Med Imaging 37:2514, 2018) puts beside a patient's files. Its lines
/// "ED: 1" and "ES: 12" say which of patient001_frame01.nii.gz and patient001_frame12.nii.gz is which, and "Group: DCM" the diagnosis.
/// </summary>
internal static partial class AcdcInfo
{
    /// <summary>"ED" or "ES" of a file named so; empty where the name has no frame, or no Info.cfg tells it.</summary>
    /// <param name="folder">Of the file.</param>
    /// <param name="stem">Its name without ending.</param>
    public static string Phase(string folder, string stem)
    {
        var info = Path.Combine(folder, "Info.cfg");
        if (FrameSuffix().Match(stem) is not { Success: true } name || !File.Exists(info))
            return "";
        var frame = int.Parse(name.Groups["frame"].Value, CultureInfo.InvariantCulture);
        return File.ReadLines(info)
            .Select(line => PhaseLine().Match(line))
            .Where(m => m.Success && int.Parse(m.Groups["frame"].Value, CultureInfo.InvariantCulture) == frame)
            .Select(m => m.Groups["phase"].Value)
            .FirstOrDefault("");
    }

    /// <summary>The group of diagnoses, e.g. "DCM"; empty where the folder has no Info.cfg that tells it.</summary>
    public static string Group(string folder)
    {
        var info = Path.Combine(folder, "Info.cfg");
        return File.Exists(info)
            ? File.ReadLines(info)
                .Select(line => GroupLine().Match(line))
                .Where(m => m.Success)
                .Select(m => m.Groups["group"].Value)
                .FirstOrDefault("")
            : "";
    }

    [GeneratedRegex("_frame(?<frame>[0-9]{1,4})$", RegexOptions.IgnoreCase)]
    private static partial Regex FrameSuffix();

    [GeneratedRegex("^Group\\s*:\\s*(?<group>[A-Za-z][A-Za-z0-9_-]{0,15})\\s*$")]
    private static partial Regex GroupLine();

    [GeneratedRegex("^(?<phase>E[DS])\\s*:\\s*(?<frame>[0-9]{1,4})\\s*$")]
    private static partial Regex PhaseLine();
}
