using System.Collections.Concurrent;
using GanCmri.Studies.Cohorts;

namespace GanCmri.Tests.Studies.Cohorts;

public class CohortWorkersTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Run_AnyNumberOfThreads_GivesResultsInOrder_AndUsesNoMoreThreads(int count)
    {
        var threads = new ConcurrentDictionary<int, bool>();
        var results = new CohortWorkers(count).Run(
            Enumerable.Range(0, 60).Select(i => (long)i),
            block =>
            {
                threads[Environment.CurrentManagedThreadId] = true;
                Thread.Sleep(block % 3 == 0 ? 2 : 0);
                return 10 * block;
            },
            CancellationToken.None
        );
        Assert.Equal(Enumerable.Range(0, 60).Select(i => 10L * i), results);
        Assert.InRange(threads.Count, 1, count);
    }

    [Fact]
    public void Run_AFailure_ReachesTheCallerAsItIs() =>
        Assert.Throws<InvalidDataException>(() =>
            new CohortWorkers(2).Run<int>([1, 2, 3], b => b == 2 ? throw new InvalidDataException() : 0, CancellationToken.None).ToArray()
        );

    [Fact]
    public void Run_Cancelled_Stops()
    {
        using var stop = new CancellationTokenSource();
        var made = 0;
        Assert.ThrowsAny<OperationCanceledException>(() =>
            new CohortWorkers(2)
                .Run(
                    Enumerable.Range(0, 1000).Select(i => (long)i),
                    b =>
                    {
                        if (Interlocked.Increment(ref made) == 5)
                            stop.Cancel();
                        return b;
                    },
                    stop.Token
                )
                .ToArray()
        );
        Assert.InRange(made, 5, 20);
    }
}
