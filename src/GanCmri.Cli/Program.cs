using GanCmri.Cli;
using GanCmri.Runtime;

LibTorch.TuneAllocator();
return await App.RunAsync(args).ConfigureAwait(false);
