using GanCmri.Runtime;

namespace GanCmri.Studies.ReaderStudies;

/// <summary>Shuffles and deals by seed.</summary>
internal static class Deck
{
    /// <summary>A random order (Fisher and Yates).</summary>
    public static T[] Shuffled<T>(IEnumerable<T> cards, RandomStream random)
    {
        T[] deck = [.. cards];
        for (var i = deck.Length - 1; i > 0; i--)
        {
            var j = (int)(random.Uniform() * (i + 1));
            (deck[i], deck[j]) = (deck[j], deck[i]);
        }

        return deck;
    }

    /// <summary>One of each pile in turn until all are dealt.</summary>
    public static IEnumerable<T> InTurns<T>(IReadOnlyList<T[]> piles)
    {
        var longest = piles.Count == 0 ? 0 : piles.Max(p => p.Length);
        return Enumerable.Range(0, longest).SelectMany(i => piles.Where(p => i < p.Length).Select(p => p[i]));
    }
}
