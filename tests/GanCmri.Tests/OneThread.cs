using System.Runtime.CompilerServices;
using GanCmri.Runtime;
using TorchSharp;

namespace GanCmri.Tests;

/// <summary>The networks of the tests are too small for two threads to gain anything, and threads that wait for each other make a busy
/// machine crawl.</summary>
internal static class OneThread
{
    [ModuleInitializer]
    internal static void Set()
    {
        LibTorch.TuneAllocator(); // the library must be there before libtorch, which it helps to load
        torch.set_num_threads(1);
    }
}
