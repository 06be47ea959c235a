using GanCmri.Runtime;

namespace GanCmri.Formats.Pickles;

/// <summary>
/// What reading one file may cost. A pickle says in a few bytes what takes much memory to build, so everything that is
/// built is counted beforehand (estimates on the high side), nested pickles included.
/// </summary>
internal sealed class PickleBudget(string where)
{
    /// <summary>Memory for objects: a 1024 x 1024 network pickle takes about 6 MiB.</summary>
    public const long Limit = 32L << 20;

    private long _left = Limit;

    /// <summary>Counts bytes about to be allocated.</summary>
    /// <exception cref="InputException">There is no budget left.</exception>
    public void Spend(long cost)
    {
        _left -= cost;
        if (_left < 0)
        {
            throw new InputException(
                where,
                $"a pickle whose objects fit into {Limit >> 20} MiB",
                "more",
                "a network's pickle is far smaller, so do not trust this file"
            );
        }
    }
}
