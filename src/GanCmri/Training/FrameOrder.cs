using GanCmri.Runtime;

namespace GanCmri.Training;

/// <summary>An endless shuffled order of piles of cards that depends only on the seed and the place in it.</summary>
/// <param name="piles">The frames, one pile for all, or one a patient; each round takes the next card of every pile.</param>
/// <param name="seed">The seed of all shuffles.</param>
internal sealed class FrameOrder(IReadOnlyList<int[]> piles, int seed)
{
    private readonly ShuffledDeck _turns = new([.. Enumerable.Range(0, piles.Count)], seed, "turn");
    private readonly ShuffledDeck[] _piles =
    [
        .. piles.Select((p, i) => new ShuffledDeck(p, seed, i == 0 ? "epoch" : FormattableString.Invariant($"epoch {i}"))),
    ];

    /// <summary>The order of a store's frames.</summary>
    /// <param name="subjects">The subject of each index.</param>
    /// <param name="indices">The frames that are trained on.</param>
    /// <param name="options">Sampling and seed.</param>
    public static FrameOrder Of(Func<int, string> subjects, IReadOnlyList<int> indices, TrainingOptions options) =>
        new(
            options.Sampling == FrameSampling.Frames
                ?
                [
                    [.. indices],
                ]
                : [.. indices.GroupBy(subjects).Select(g => g.ToArray())],
            options.Seed
        );

    /// <summary>The frame at a place of the endless sequence.</summary>
    public int At(long place)
    {
        var (round, _) = Math.DivRem(place, piles.Count);
        return _piles[_turns.At(place)].At(round);
    }

    // Each time through it in another order; the last order is kept.
    private sealed class ShuffledDeck(int[] cards, int seed, string stream)
    {
        private long _epoch = -1;
        private int[] _order = [];

        public int At(long place)
        {
            var (epoch, offset) = Math.DivRem(place, cards.Length);
            if (epoch != _epoch)
            {
                _order = [.. cards];
                new Random(unchecked((int)Seed.Derive(seed, stream, epoch))).Shuffle(_order);
                _epoch = epoch;
            }

            return _order[offset];
        }
    }
}
