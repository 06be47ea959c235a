using System.Collections.Concurrent;

namespace GanCmri.Studies.Cohorts;

/// <summary>
/// Works on blocks on a few threads that stay the same for the whole cohort. libtorch keeps memory for every thread that ever used it:
/// threads that come and go, as a pool's do, would make a cohort's memory grow with it (0.7 GB every 128 hearts).
/// </summary>
/// <param name="count">Threads.</param>
internal sealed class CohortWorkers(int count)
{
    /// <summary>The results in the blocks' order; at most two a thread are under way.</summary>
    /// <param name="blocks">Numbers of blocks.</param>
    /// <param name="make">Makes one.</param>
    /// <param name="cancellation">Stops at the next block.</param>
    public IEnumerable<T> Run<T>(IEnumerable<long> blocks, Func<long, T> make, CancellationToken cancellation)
    {
        // Under way: so that a thread need not wait for a slower one; one alone has nobody to wait for.
        var most = count == 1 ? 1 : 2 * count;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var jobs = new BlockingCollection<Task<T>>();
        var threads = Enumerable
            .Range(0, count)
            .Select(_ => new Thread(() =>
            {
                foreach (var job in jobs.GetConsumingEnumerable())
                    job.RunSynchronously();
            })
            {
                IsBackground = true,
            })
            .ToArray();
        foreach (var thread in threads)
            thread.Start();
        try
        {
            var waiting = new Queue<Task<T>>();
            foreach (var block in blocks)
            {
                var job = new Task<T>(() =>
                {
                    stop.Token.ThrowIfCancellationRequested();
                    return make(block);
                });
                waiting.Enqueue(job);
                jobs.Add(job, stop.Token);
                if (waiting.Count >= most)
                    yield return waiting.Dequeue().GetAwaiter().GetResult();
            }

            while (waiting.Count > 0)
                yield return waiting.Dequeue().GetAwaiter().GetResult();
        }
        finally
        {
            stop.Cancel();
            jobs.CompleteAdding();
            foreach (var thread in threads)
                thread.Join();
        }
    }
}
