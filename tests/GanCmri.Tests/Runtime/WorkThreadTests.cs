using GanCmri.Runtime;

namespace GanCmri.Tests.Runtime;

public sealed class WorkThreadTests
{
    [Fact]
    public async Task Do_FromManyThreads_IsDoneOnOneAfterTheOther()
    {
        using var thread = new WorkThread("test");
        var (inside, most) = (0, 0);
        var threads = await Task.WhenAll(
            Enumerable
                .Range(0, 50)
                .Select(_ =>
                    Task.Run(() =>
                        thread.Do(() =>
                        {
                            most = Math.Max(most, Interlocked.Increment(ref inside));
                            Interlocked.Decrement(ref inside);
                            return Environment.CurrentManagedThreadId;
                        })
                    )
                )
        );
        Assert.Single(threads.Distinct());
        Assert.Equal(1, most);
    }

    [Fact]
    public async Task Do_AFailureOrACancelledWish_IsItsAskersAlone()
    {
        using var thread = new WorkThread("test");
        await Assert.ThrowsAsync<InputException>(() => thread.Do<int>(() => throw new InputException("a", "b", "c", "d")));
        var done = false;
        await Assert.ThrowsAsync<OperationCanceledException>(() => thread.Do(() => done = true, new CancellationToken(canceled: true)));
        Assert.False(done);
        Assert.Equal(3, await thread.Do(() => 3));
    }

    [Fact]
    public async Task Dispose_WorkInHand_IsDoneFirst()
    {
        Task<int> work;
        using (var thread = new WorkThread("test"))
        {
            _ = thread.Do(() =>
            {
                Thread.Sleep(20);
                return 1;
            });
            work = thread.Do(() => 2);
        }

        Assert.True(work.IsCompleted);
        Assert.Equal(2, await work);
    }
}
