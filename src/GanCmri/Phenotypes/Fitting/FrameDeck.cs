namespace GanCmri.Phenotypes.Fitting;

/// <summary>Deals frame numbers like cards: every frame once before any comes again.</summary>
internal sealed class FrameDeck
{
    private readonly Random _random;
    private readonly int[] _cards;
    private int _next;

    public FrameDeck(int count, int seed)
    {
        _random = new Random(seed);
        _cards = [.. Enumerable.Range(0, count)];
        _next = count;
    }

    public int Next()
    {
        if (_next == _cards.Length)
        {
            _random.Shuffle(_cards);
            _next = 0;
        }

        return _cards[_next++];
    }
}
