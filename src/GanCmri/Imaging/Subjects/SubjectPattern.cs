using System.Text.RegularExpressions;
using GanCmri.Runtime;

namespace GanCmri.Imaging.Subjects;

/// <summary>Whose a picture is by a pattern that the user gave.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Slice">The slice; "" where the pattern has no such group.</param>
internal sealed record SubjectPattern(string Subject, string Slice)
{
    /// <summary>Matches a file's name or, where that does not match, its path below the root with "/" between folders.</summary>
    /// <param name="pattern">With a group "subject", or else the first group, or else the whole match.</param>
    /// <param name="root">The folder that was given.</param>
    /// <param name="file">The file.</param>
    /// <exception cref="InputException">It does not match, or tells an empty subject.</exception>
    public static SubjectPattern Of(Regex pattern, string root, string file)
    {
        var match = Match(pattern, Path.GetFileName(file));
        if (!match.Success)
            match = Match(pattern, Path.GetRelativePath(root, file).Replace(Path.DirectorySeparatorChar, '/'));
        var group =
            match.Groups["subject"].Success || match.Groups.Count == 1
                ? match.Groups["subject"]
                : match.Groups.Values.Skip(1).First(g => g.Name != "slice" || match.Groups.Count == 2);
        var subject = group.Success ? group.Value : match.Value;
        return match.Success && subject.Length > 0
            ? new SubjectPattern(subject, match.Groups["slice"].Value)
            : throw new InputException(
                "--subject-pattern",
                "a pattern that tells the subject of every file's name",
                "a name that it does not match",
                "correct the pattern, or take such files away"
            );
    }

    private static Match Match(Regex pattern, string text)
    {
        try
        {
            return pattern.Match(text);
        }
        catch (RegexMatchTimeoutException e)
        {
            throw new InputException("--subject-pattern", "a pattern that is matched at once", "one that takes too long", "simplify it", e);
        }
    }
}
