using System.CommandLine;

namespace GanCmri.Cli;

/// <summary>What a mistyped word may have meant.</summary>
internal static class DidYouMean
{
    private const double LargestShare = 0.4;

    /// <summary>"unknown verb 'x', did you mean 'y'?" for a word that a command does not know; null where the fault is another.</summary>
    /// <param name="parsed">With errors.</param>
    public static string? Of(ParseResult parsed)
    {
        if (parsed.UnmatchedTokens.Count == 0)
            return null;
        var (word, command) = (parsed.UnmatchedTokens[0], parsed.CommandResult.Command);
        var isOption = word.StartsWith('-');
        if (!isOption && command.Subcommands.Count == 0)
            return null;
        string[] known = isOption
            ? [.. command.Options.SelectMany(o => o.Aliases.Append(o.Name))]
            : [.. command.Subcommands.Select(c => c.Name)];
        var nearest = known.MinBy(k => Edits(word, k));
        return $"unknown {(isOption ? "option" : "verb")} '{word}'"
            + (
                nearest is not null && Edits(word, nearest) <= LargestShare * Math.Max(word.Length, nearest.Length)
                    ? $", did you mean '{nearest}'?"
                    : ""
            );
    }

    // Levenshtein's distance: letters put in, left out or changed.
    private static int Edits(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0]++;
            for (var j = 1; j <= b.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)));
        }

        return row[^1];
    }
}
