namespace GanCmri.Networks.Fused;

/// <summary>Shares independent pieces of work among threads.</summary>
/// <param name="threads">How many threads at most.</param>
internal sealed class Workers(int threads)
{
    // Waking another thread takes about 10 us, and much longer on a busy machine; a thread does this many multiplications in about 60.
    private const long WorthSharing = 8_000_000;

    /// <summary>Does all pieces.</summary>
    /// <param name="count">How many.</param>
    /// <param name="multiplications">About how many multiplications they need together; few are done by the caller alone.</param>
    /// <param name="piece">Does one.</param>
    public void Run(int count, long multiplications, Action<int> piece)
    {
        var shared = (int)Math.Min(Math.Min(threads, count), multiplications / WorthSharing);
        if (shared <= 1)
        {
            for (var i = 0; i < count; i++)
                piece(i);
            return;
        }

        var next = -1;
        Parallel.For(
            0,
            shared,
            new ParallelOptions { MaxDegreeOfParallelism = shared },
            _ =>
            {
                for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
                    piece(i);
            }
        );
    }
}
