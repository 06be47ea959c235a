using System.Globalization;
using GanCmri.Runtime;

namespace GanCmri.Cli;

/// <summary>The text of --seeds: numbers and ranges, e.g. "0-35" or "1,4,10-12".</summary>
internal static class SeedList
{
    private const int Most = 1_000_000;

    /// <summary>Parses the text.</summary>
    /// <exception cref="InputException">It is something else, or more than a million seeds.</exception>
    public static IReadOnlyList<uint> Parse(string text)
    {
        List<uint> seeds = [];
        foreach (var part in text.Split(','))
        {
            var ends = part.Split('-');
            if (
                ends.Length > 2
                || !TryParse(ends[0], out var first)
                || !TryParse(ends[^1], out var last)
                || last < first
                || last - first >= Most - seeds.Count
            )
                throw new InputException(
                    "--seeds",
                    "numbers and ranges from 0 to 4294967295 like 0-35 or 1,4,10-12",
                    $"'{part}'",
                    "correct it"
                );
            for (long seed = first; seed <= last; seed++)
                seeds.Add((uint)seed);
        }

        return seeds;
    }

    private static bool TryParse(string text, out uint seed) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out seed);
}
