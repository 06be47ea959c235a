namespace GanCmri.Phenotypes.Fitting;

/// <summary>
/// Deals frame numbers like cards: within a pile (a data set, its frames without a cavity apart) every frame once before any comes again;
/// piles by the root of their number of frames, so that a small one is seen often enough and a large one does not drown it.
/// </summary>
internal sealed class FrameDeck
{
    private readonly Random _random;
    private readonly Pile[] _piles;
    private readonly double[] _shares;
    private long _dealt;

    public FrameDeck(IReadOnlyList<string> piles, int seed)
    {
        _random = new Random(seed);
        _piles =
        [
            .. piles.Index().GroupBy(s => s.Item, s => s.Index).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new Pile([.. g])),
        ];
        var roots = Array.ConvertAll(_piles, p => Math.Sqrt(p.Count));
        _shares = Array.ConvertAll(roots, r => r / roots.Sum());
    }

    /// <summary>Goes on to a card by its number in the order of dealing, 0 or above; never back.</summary>
    public void MoveTo(long card)
    {
        while (_dealt < card)
            Next();
    }

    public int Next()
    {
        _dealt++;
        var (at, drawn) = (0, _random.NextDouble());
        while (at < _piles.Length - 1 && drawn >= _shares[at])
            drawn -= _shares[at++];
        return _piles[at].Next(_random);
    }

    private sealed class Pile(int[] cards)
    {
        private int _next = cards.Length;

        public int Count => cards.Length;

        public int Next(Random random)
        {
            if (_next == cards.Length)
            {
                random.Shuffle(cards);
                _next = 0;
            }

            return cards[_next++];
        }
    }
}
