using System.Text.RegularExpressions;

namespace GanCmri.Cli.Slurm;

/// <summary>A line of shell that stands alone in a script: it swallows nothing of what follows, and the program can start after
/// it.</summary>
internal static partial class SetupLine
{
    private const string Whole = "a whole command, e.g. from if to fi, on one line";

    /// <summary>What a line should be and is not; null: nothing is wrong.</summary>
    public static string? Fault(string line) =>
        string.IsNullOrWhiteSpace(line) || line.Any(char.IsControl) ? "one line of shell"
        : Directive().IsMatch(line) ? "a line of shell, and Slurm's own options as those of gancmri slurm, e.g. --account"
        : Ending().IsMatch(line) ? "a line after which the program can start"
        : Part().IsMatch(line) ? Whole
        : Unfinished(line);

    private static string? Unfinished(string line)
    {
        var open = new Stack<char>(); // what closes them
        var at = 0;
        for (; at < line.Length && !IsComment(line, at, open); at++)
        {
            var (letter, next) = (line[at], at + 1 < line.Length ? line[at + 1] : '\0');
            var within = open.TryPeek(out var end);
            var quoted = within && end == '"';
            if (letter == '\\' && ++at == line.Length)
                return "a line that does not end with a backslash";
            if (letter == '\\')
                continue;
            if (within && letter == end)
                open.Pop();
            else if (letter == '\'' && !quoted)
                at = Closing(line, at);
            else if (letter is '"' or '`')
                open.Push(letter);
            else if (letter == '$' && next is '(' or '{')
                open.Push(line[++at] == '(' ? ')' : '}');
            else if (letter == '(' && !quoted)
                open.Push(')');
            else if (letter == '<' && next == '<' && !quoted)
            {
                at += 2;
                if (at >= line.Length || line[at] != '<') // but <<<, which ends with its line
                    return "a line without a here-document (<<)";
            }
        }

        return open.Count > 0 || at > line.Length ? "a line whose quotes and brackets are closed"
            : Dangling().IsMatch(line[..at]) ? Whole
            : null;
    }

    // Where a single quote closes; beyond the line if it does not. In $'...' a backslash hides one.
    private static int Closing(string line, int at)
    {
        var escapes = at > 0 && line[at - 1] == '$';
        for (var i = at + 1; i < line.Length; i++)
        {
            if (line[i] == '\'')
                return i;
            if (escapes && line[i] == '\\')
                i++;
        }

        return line.Length;
    }

    private static bool IsComment(string line, int at, Stack<char> open) =>
        line[at] == '#' && open.Count == 0 && (at == 0 || char.IsWhiteSpace(line[at - 1]) || line[at - 1] is ';' or '&' or '|');

    [GeneratedRegex(@"^\s*#SBATCH", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Directive();

    // exec with nothing but redirections goes on.
    [GeneratedRegex(@"^\s*((exit|return|logout)(?=[\s;&|]|\z)|exec\s+(?!\d*[<>&]|\{)\S)", RegexOptions.CultureInvariant)]
    private static partial Regex Ending();

    [GeneratedRegex(
        @"^\s*(if\s(?!.*\bfi\b)|(for|while|until|select)\s(?!.*\bdone\b)|case\s(?!.*\besac\b)|\{\s(?!.*\})|"
            + @"(then|else|elif|fi|do|done|esac|\})(?=[\s;&|]|\z)|[|;&)])",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Part();

    [GeneratedRegex(@"(?<!\\)(\||&&|\{)\s*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Dangling();
}
