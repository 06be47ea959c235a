using GanCmri.Runtime;
using Spectre.Console;

namespace GanCmri.Cli;

/// <summary>Draws progress on standard error: live bars on a terminal, a line now and then elsewhere.</summary>
internal static class ProgressBars
{
    /// <summary>Runs work that reports its stages.</summary>
    public static T Run<T>(Func<IProgress<StageProgress>, T> work)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        if (!console.Profile.Capabilities.Interactive || Console.IsErrorRedirected)
            return work(new Lines());
        T result = default!;
        console
            .Progress()
            .Columns(
                new TaskDescriptionColumn(),
                new ProgressBarColumn(),
                new PercentageColumn(),
                new ElapsedTimeColumn(),
                new RemainingTimeColumn()
            )
            .Start(context => result = work(new Bars(context)));
        return result;
    }

    /// <summary>Runs work that reports its stages and returns nothing.</summary>
    public static void Run(Action<IProgress<StageProgress>> work) =>
        Run(p =>
        {
            work(p);
            return 0;
        });

    private sealed class Bars(ProgressContext context) : IProgress<StageProgress>
    {
        private readonly Dictionary<string, ProgressTask> _tasks = [];

        public void Report(StageProgress value)
        {
            lock (_tasks)
            {
                if (!_tasks.TryGetValue(value.Stage, out var task))
                    _tasks[value.Stage] = task = context.AddTask(Markup.Escape(value.Stage));
                task.IsIndeterminate = value.Total == 0;
                task.MaxValue = Math.Max(1, value.Total);
                task.Value = value.Done;
            }
        }
    }

    private sealed class Lines : IProgress<StageProgress>
    {
        private readonly Lock _gate = new();
        private string _stage = "";
        private long _last;

        public void Report(StageProgress value)
        {
            lock (_gate)
            {
                var now = Environment.TickCount64;
                var finished = value.Total > 0 && value.Done == value.Total;
                if (value.Stage == _stage && now - _last < 10_000 && !finished)
                    return;
                (_stage, _last) = (value.Stage, now);
                Console.Error.WriteLine($"{value.Stage}: {value.Done}{(value.Total > 0 ? $"/{value.Total}" : "")} {value.Unit}");
            }
        }
    }
}
