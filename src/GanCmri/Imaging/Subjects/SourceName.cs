using System.Text.RegularExpressions;

namespace GanCmri.Imaging.Subjects;

/// <summary>
/// What the name of a folder or file tells: "sub-01_ses-2_sax" is person "sub-01" in study "ses-2", "001_SA_CINE" person "001", "baseline"
/// a study of whoever the folder above names.
/// </summary>
/// <param name="Person">Empty where the name tells a study or a view only.</param>
/// <param name="Study">Empty where it tells none.</param>
internal sealed partial record SourceName(string Person, string Study)
{
    /// <summary>Whether a name begins with a view, so that what follows is hardly a person's: "cine_SAX_b1_5", "sa_03".</summary>
    public static bool BeginsWithView(string name) => FirstView().IsMatch(name);

    /// <summary>Takes a name apart; whatever is neither study nor view is the person.</summary>
    public static SourceName Of(string name)
    {
        if (Bids().Match(name) is { Success: true } bids)
            return new SourceName(bids.Groups["person"].Value, bids.Groups["study"].Value);
        if (Biobank().Match(name) is { Success: true } biobank)
            return new SourceName(biobank.Groups["person"].Value, biobank.Groups["study"].Value);
        var whole = FromTheEnd(name);
        return Middle().Match(whole.Person) is { Success: true } view && whole.Person[..view.Index].Any(char.IsAsciiDigit)
            ? FromTheEnd(whole.Person[..view.Index]) is var first && first.Study.Length > 0
                ? first
                : first with
                {
                    Study = whole.Study,
                }
            : whole;
    }

    private static SourceName FromTheEnd(string name)
    {
        var study = "";
        while (name.Length > 0)
        {
            if (View().Match(name) is { Success: true } view)
            {
                name = name[..view.Index];
            }
            else if (Copy().Match(name) is { Success: true } copy && name[..copy.Index].Any(char.IsAsciiDigit))
            {
                name = name[..copy.Index];
            }
            else if (Visit().Match(name) is { Success: true } visit && (visit.Index == 0 || IsOfOne(name[..visit.Index], visit)))
            {
                study = visit.Groups["study"].Value;
                name = name[..visit.Index];
            }
            else
            {
                break;
            }
        }

        return new SourceName(name, study);
    }

    // "heart_scan1" and "heart_scan2" may be two people; "P1_scan1" and "P1_scan2" are one, "heart_visit1" and "heart_visit2" too.
    private static bool IsOfOne(string person, Match visit) => person.Any(char.IsAsciiDigit) || !visit.Groups["weak"].Success;

    [GeneratedRegex("^(?<person>sub-[A-Z0-9]+)(_(?<study>ses-[A-Z0-9]+))?(_.*)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Bids();

    [GeneratedRegex(
        @"^([0-9]+[_\-. ])?(sa|sax|la|lax|(short|long)[_\- ]?ax(is)?|"
            + @"([lr]v[_\- ]?)?[234][_\- ]?ch(amber)?|cine|b?ssfp|slice|series)([_\-. ]|[0-9]+([_\-. ]|$))",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex FirstView();

    // UK Biobank: participant, field, instance, array.
    [GeneratedRegex("^(?<person>[0-9]{7})_[0-9]{5}_(?<study>[0-9])_[0-9]$")]
    private static partial Regex Biobank();

    [GeneratedRegex(
        @"(^|[_\-. ])(sa|sax|la|lax|(short|long)[_\- ]?ax(is|es)?|([lr]v[_\- ]?)?[234][_\- ]?ch(amber)?|lvot|rvot|cines?|[34]d|"
            + @"b?ssfp|stack|[lr]?v?e[ds]|(frame|phase|slice|series|se|im|img)[_\- ]?[0-9]+|dicoms?|dcm|images?|nifti|c?mri?|0000)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex View();

    // What follows a view is what was done to it: "case1_sa_resampled". Only after a number, which is somebody's: "heart_cine_001" and
    // "_002" may be two people.
    [GeneratedRegex(
        @"[_\-. ](sa|sax|la|lax|(short|long)[_\- ]?ax(is)?|([lr]v[_\- ]?)?[234][_\- ]?ch(amber)?|cine|4d|"
            + @"(frame|phase|slice)[_\- ]?[0-9]+)[_\-. ]",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Middle();

    // "case1_cropped", "case1 (2)", "case1 - Copy"; but "Patient (2)" is somebody.
    [GeneratedRegex(
        @"[_\-. ]+(crop(ped)?|resampled|resliced|reoriented|registered|n4|normali[sz]ed|denoised|"
            + @"bias[_\- ]?corrected|copy|orig(inal)?|\([0-9]+\))$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Copy();

    [GeneratedRegex(
        @"(^|[_\-. ])(?<study>(ses|session|visit|tp|timepoint|day|week|month|year|(?<weak>v|t|scan|exam|study|st|m|y))[_\- ]?[0-9]+|"
            + @"baseline|base|bl|follow[_\- ]?up[_\- ]?[0-9]*|fu[_\- ]?[0-9]*|pre|post|rest|stress|"
            + @"(19|20)[0-9]{2}-?(0[1-9]|1[0-2])-?([0-2][0-9]|3[01]))$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Visit();
}
