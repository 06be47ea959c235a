using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GanCmri.Runtime;

namespace GanCmri.Shards;

/// <summary>One of the parts that a run is divided into, so that many machines do it together; written "3/8" for number 3 (from 0) of
/// 8.</summary>
/// <param name="Number">From 0.</param>
/// <param name="Count">How many there are.</param>
internal readonly record struct Shard(int Number, int Count)
{
    private const int Most = 100_000; // as many as part-iiiii can number

    /// <summary>The name of its files, e.g. "part-00003".</summary>
    public string Name => FormattableString.Invariant($"part-{Number:D5}");

    /// <summary>The number in a name that begins like <see cref="Name"/>; -1 in another.</summary>
    public static int NumberOf(string name) =>
        name.Length >= 10 && name.StartsWith("part-", StringComparison.Ordinal) && TryParse(name[5..10], out var number) ? number : -1;

    /// <summary>Parses "i/n".</summary>
    /// <exception cref="InputException">It is something else, or i is not below n.</exception>
    public static Shard Parse(string text)
    {
        var cells = text.Split('/');
        if (
            cells.Length != 2
            || !TryParse(cells[0], out var number)
            || !TryParse(cells[1], out var count)
            || count is < 1 or > Most
            || number >= count
        )
            throw new InputException("--shard", $"i/n with i from 0 to n - 1 and n to {Most}, e.g. 0/8 to 7/8", $"'{text}'", "correct it");
        return new Shard(number, count);
    }

    /// <summary>Whether it does a unit of a list, by the unit's place.</summary>
    public bool Owns(long place) => place % Count == Number;

    /// <summary>Whether it does a subject: all that is of one subject is in one shard, whatever else is in the data.</summary>
    public bool Owns(string subject) =>
        BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(subject)).AsSpan(0, 8)) % (ulong)Count == (ulong)Number;

    /// <summary>The first of the units it does, where each shard does units that follow each other; that of the next shard is its
    /// end.</summary>
    /// <param name="units">Units in all.</param>
    public long First(long units) => Share(units, Number);

    /// <summary>The end of the units it does, exclusive.</summary>
    /// <param name="units">Units in all.</param>
    public long End(long units) => Share(units, Number + 1);

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Number}/{Count}");

    private long Share(long units, int number) => (long)((Int128)units * number / Count);

    private static bool TryParse(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
