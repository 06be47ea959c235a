using System.Globalization;
using GanCmri.Cli;
using GanCmri.Runtime;

// Numbers on the screen are spelled like those in the files, wherever the machine stands.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
LibTorch.TuneAllocator();
return await App.RunAsync(args).ConfigureAwait(false);
