using System.Diagnostics;
using System.Globalization;

namespace GanCmri.Cli;

/// <summary>A line on standard error every minute, so that a log tells that a task is alive, and since when.</summary>
internal sealed class HeartBeat : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    private readonly Timer _timer;

    /// <param name="name">What is at work.</param>
    public HeartBeat(string name)
    {
        var clock = Stopwatch.StartNew();
        _timer = new Timer(
            _ =>
                Console.Error.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{DateTime.UtcNow:yyyy-MM-ddTHH:mm:ssZ} {name}: at work for {clock.Elapsed:hh\\:mm\\:ss} on "
                            + $"{Environment.MachineName}"
                    )
                ),
            null,
            TimeSpan.Zero,
            Every
        );
    }

    /// <summary>Ends.</summary>
    public void Dispose() => _timer.Dispose();
}
