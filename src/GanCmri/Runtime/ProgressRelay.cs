namespace GanCmri.Runtime;

/// <summary>Passes progress on at once, on the thread that reports it.</summary>
/// <param name="report">Where it goes, changed as need be.</param>
internal sealed class ProgressRelay(Action<StageProgress> report) : IProgress<StageProgress>
{
    /// <inheritdoc/>
    public void Report(StageProgress value) => report(value);
}
