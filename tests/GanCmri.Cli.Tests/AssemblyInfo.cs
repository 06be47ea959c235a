using System.Runtime.CompilerServices;

[assembly: CollectionBehavior(DisableTestParallelization = true)] // Console is one, and torch's numbers want a quiet process: decision 5

namespace GanCmri.Cli.Tests;

/// <summary>As in GanCmri.Tests, whose own initialiser runs only when something of it is used.</summary>
internal static class BeforeTests
{
    [ModuleInitializer]
    internal static void Start() => OneThread.Set();
}
