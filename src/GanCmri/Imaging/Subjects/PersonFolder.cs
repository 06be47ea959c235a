using System.Text.RegularExpressions;

namespace GanCmri.Imaging.Subjects;

/// <summary>Whose a folder is, by its name and those above it, no higher than the root that was given.</summary>
/// <param name="Path">The person's folder, without what its name tells of studies; the root where no folder names a person.</param>
/// <param name="Person">The person; the folder's own name where no folder names one.</param>
/// <param name="Study">The study; empty where no name tells one.</param>
/// <param name="IsNamed">Whether a person's own name stood beside or above that of a study or view, so that two such folders may be one
/// person's.</param>
internal sealed partial record PersonFolder(string Path, string Person, string Study, bool IsNamed)
{
    /// <summary>Climbs over folders that are named by a study or view only, below the person's ("P1/baseline") or above
    /// ("baseline/P1").</summary>
    /// <param name="root">Full path of the folder that was given.</param>
    /// <param name="folder">Full path, the root or below it.</param>
    public static PersonFolder Of(string root, string folder)
    {
        var study = "";
        for (var at = folder; ; at = System.IO.Path.GetDirectoryName(at)!)
        {
            var own = System.IO.Path.GetFileName(at);
            var name = Name(own);
            if (study.Length == 0)
                study = name.Study;
            var above = System.IO.Path.GetDirectoryName(at);
            if (name.Person.Length > 0 && !(at == root && at != folder))
            {
                var named = at != folder || name.Person != own;
                for (
                    ;
                    at != root
                        && above is not null
                        && above != root
                        && Name(System.IO.Path.GetFileName(above)) is { Person.Length: 0 } shared;
                    named = true
                )
                {
                    if (study.Length == 0)
                        study = shared.Study;
                    above = System.IO.Path.GetDirectoryName(above);
                }

                return new PersonFolder(System.IO.Path.Combine(above ?? "", name.Person), name.Person, study, named);
            }

            if (at == root || above is null)
                return new PersonFolder(root, System.IO.Path.GetFileName(folder), study, false);
        }
    }

    // Parts of a data set ("train/P1", "test/P1") and levels of an export ("1/study/sax_5") name nobody.
    private static SourceName Name(string folder) => NamesNobody().IsMatch(folder) ? new SourceName("", "") : SourceName.Of(folder);

    [GeneratedRegex(
        "^(train(ing)?|test(ing)?|val(id(ation|ate)?)?|images?_?t[rs]|stud(y|ies)|sessions?|scans?|exams?|data|sax?[_\\- ]?[0-9]+)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex NamesNobody();
}
