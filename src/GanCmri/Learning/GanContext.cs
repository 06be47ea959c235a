using GanCmri.Runtime;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace GanCmri.Learning;

/// <summary>What every component is given: the environment it logs to, and who watches and may stop it.</summary>
/// <param name="ML">The context that made the component.</param>
/// <param name="Progress">Hears how far slow steps are; null for nobody.</param>
/// <param name="Cancellation">Stops fits and cursors at the next batch.</param>
/// <param name="EmbedWeights">Whether saved models hold their networks' files; null: small ones.</param>
internal sealed record GanContext(
    MLContext ML,
    IProgress<StageProgress>? Progress = null,
    CancellationToken Cancellation = default,
    bool? EmbedWeights = null
)
{
    /// <summary>Opens a channel whose messages reach <see cref="MLContext.Log"/>.</summary>
    public IChannel Start(string component, string step) => ((IHostEnvironment)ML).Register(component).Start(step);

    /// <summary>Logs one line.</summary>
    public void Info(string component, string step, string message)
    {
        using var channel = Start(component, step);
        channel.Info(MessageSensitivity.None, message);
    }

    /// <summary>For slow work: hands on how far it is, and logs a line with each tenth.</summary>
    public IProgress<StageProgress> Watch(string component, string step) => new Tenths(this, component, step);

    /// <summary>Logs one warning.</summary>
    public void Warn(string component, string step, string message)
    {
        using var channel = Start(component, step);
        channel.Warning(MessageSensitivity.None, message);
    }

    private sealed class Tenths(GanContext context, string component, string step) : IProgress<StageProgress>
    {
        private long _told = -1;

        public void Report(StageProgress value)
        {
            context.Progress?.Report(value);
            var tenth = value.Total > 0 ? 10 * value.Done / value.Total : _told;
            if (Interlocked.Exchange(ref _told, tenth) != tenth)
                context.Info(component, step, FormattableString.Invariant($"{value.Stage}: {value.Done} of {value.Total} {value.Unit}"));
        }
    }
}
