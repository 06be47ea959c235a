using GanCmri.Runtime;

namespace GanCmri.Tests;

/// <summary>Progress that is told at once, where it is made (<see cref="Progress{T}"/> tells it later).</summary>
internal sealed class Told(Action<StageProgress> told) : IProgress<StageProgress>
{
    public void Report(StageProgress value) => told(value);
}
