using System.Runtime.CompilerServices;
using TorchSharp;

namespace GanCmri.Tests;

/// <summary>The networks of the tests are too small for two threads to gain anything, and threads that wait for each other make a busy machine crawl.</summary>
internal static class OneThread
{
    [ModuleInitializer]
    internal static void Set() => torch.set_num_threads(1);
}
