using System.Security.Cryptography;
using GanCmri.Runtime;

namespace GanCmri.Studies.ReaderStudies;

/// <summary>
/// Orders items and pictures and gives them names that tell nothing. Order and names come from the seed and from all pixels in their true
/// order: the page, and a guess of the seed, do not suffice to draw them again.
/// </summary>
internal sealed class Blinding
{
    // No vowels, so no words; no digits, so that spreadsheets take none for a number.
    private const string Letters = "bcdfghjkmnpqrstvwxz";
    private const int NameLength = 6;

    private readonly HashSet<string> _names = [];
    private readonly RandomStream _order,
        _name;

    private Blinding(long secret) => (_order, _name) = (new RandomStream(secret, 1), new RandomStream(secret, 2));

    /// <summary>Blinds sets of pictures.</summary>
    /// <param name="task">What is asked.</param>
    /// <param name="side">Side of all pictures.</param>
    /// <param name="sets">The real picture first in each, all sets of one length.</param>
    /// <param name="seed">Another seed, another order.</param>
    public static ReaderStudy Of(ReaderTask task, int side, IReadOnlyList<PlainSet> sets, int seed)
    {
        var blinding = new Blinding(Secret(sets, seed));
        var study = blinding.Name();
        var count = sets[0].Pictures.Count;
        // The real one is at each place equally often.
        var places = Deck.Shuffled(sets.Select((_, i) => i % count), blinding._order);
        var key = new List<KeyRow>();
        var items = Deck.Shuffled(sets.Zip(places), blinding._order)
            .Select(s => blinding.Item(study, task, s.First, s.Second, key))
            .ToArray();
        return new ReaderStudy(study, task, side, items, key);
    }

    private ReaderItem Item(string study, ReaderTask task, PlainSet set, int realPlace, List<KeyRow> key)
    {
        var item = Name();
        var others = Deck.Shuffled(set.Pictures.Skip(1), _order).ToList();
        others.Insert(realPlace, set.Pictures[0]);
        return new ReaderItem(
            item,
            set.Frames,
            [
                .. others.Select(
                    (picture, i) =>
                    {
                        var name = Name();
                        key.Add(new KeyRow(study, task, item, name, $"{(char)('A' + i)}", picture.Source, picture.Origin));
                        return new ReaderPicture(name, picture.Pixels);
                    }
                ),
            ]
        );
    }

    private string Name()
    {
        while (true)
        {
            var name = string.Concat(Enumerable.Range(0, NameLength).Select(_ => Letters[(int)(_name.Uniform() * Letters.Length)]));
            if (_names.Add(name))
                return name;
        }
    }

    private static long Secret(IReadOnlyList<PlainSet> sets, int seed)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(BitConverter.GetBytes(seed));
        foreach (var picture in sets.SelectMany(s => s.Pictures))
            hash.AppendData(picture.Pixels);
        return BitConverter.ToInt64(hash.GetHashAndReset());
    }
}

/// <summary>Pictures that are shown beside each other, the real one first.</summary>
/// <param name="Frames">Frames of each.</param>
/// <param name="Pictures">As they are, not blinded.</param>
internal sealed record PlainSet(int Frames, IReadOnlyList<PlainPicture> Pictures);

/// <summary>A picture in its plain form.</summary>
/// <param name="Source">"real", or the synthetic source.</param>
/// <param name="Origin">Where it is from.</param>
/// <param name="Pixels">Frames x side x side bytes.</param>
internal sealed record PlainPicture(string Source, string Origin, byte[] Pixels);
