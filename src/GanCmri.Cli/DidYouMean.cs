using System.CommandLine;

namespace GanCmri.Cli;

/// <summary>What a mistyped word may have meant.</summary>
internal static class DidYouMean
{
    private const double LargestShare = 0.4;

    /// <summary>"unknown verb 'x', did you mean 'y'?" for a word that a command does not know; null where the fault is another.</summary>
    /// <param name="parsed">With errors or without: an option may have been taken for a value.</param>
    public static string? Of(ParseResult parsed)
    {
        if ((parsed.UnmatchedTokens.FirstOrDefault() ?? Swallowed(parsed)) is not { } word)
            return null;
        var command = parsed.CommandResult.Command;
        var isOption = word.StartsWith('-');
        if (!isOption && command.Subcommands.Count == 0)
            return null;
        string[] known = isOption
            ? [.. command.Options.SelectMany(o => o.Aliases.Append(o.Name))]
            : [.. command.Subcommands.Select(c => c.Name)];
        return $"unknown {(isOption ? "option" : "verb")} '{word}'" + (Nearest(word, known) is { } near ? $", did you mean '{near}'?" : "");
    }

    // An option that is none and was taken as one more value of the option or argument before it. Only what resembles an option of the
    // command: others may be meant for another command (slurm), or be data.
    private static string? Swallowed(ParseResult parsed)
    {
        string[] known =
        [
            .. parsed
                .CommandResult.Command.Options.SelectMany(o => o.Aliases.Append(o.Name))
                .Where(n => n.StartsWith("--", StringComparison.Ordinal)),
        ];
        return parsed.CommandResult.Command.Arguments.FirstOrDefault(a => a.Name == "VERB") is { } verb
            ? parsed.GetResult(verb)?.Tokens.Select(t => t.Value).Take(1).FirstOrDefault(v => v.StartsWith('-'))
            : parsed
                .CommandResult.Children.SelectMany(c => c.Tokens)
                .Select(t => t.Value)
                .FirstOrDefault(v => v.Length > 2 && v.StartsWith("--", StringComparison.Ordinal) && Nearest(v, known) is not null);
    }

    private static string? Nearest(string word, IEnumerable<string> known)
    {
        var nearest = known.MinBy(k => EditDistance.Of(word, k));
        return nearest is not null && EditDistance.Of(word, nearest) <= LargestShare * Math.Max(word.Length, nearest.Length)
            ? nearest
            : null;
    }
}
