using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using System.Runtime.CompilerServices;
using GanCmri.Cli.Tests.Endurance;
using GanCmri.Networks;

namespace GanCmri.Endurance;

/// <summary>stress: numbers beside collections, in a program with .NET's own settings, as a user's is: it allows concurrent collections,
/// and takes back the mode that the library sets.</summary>
internal static class StressCommand
{
    private const int Steps = 3;

    public static int Run(int seconds, bool held)
    {
        var start = new ProcessStartInfo("dotnet") { Environment = { ["DOTNET_gcConcurrent"] = "1" } };
        foreach (
            var argument in new[]
            {
                typeof(StressCommand).Assembly.Location,
                held ? "stress-here" : "stress-here-unheld",
                seconds.ToString(CultureInfo.InvariantCulture),
            }
        )
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        process.WaitForExit();
        if (process.ExitCode is not (0 or 1))
            Console.WriteLine($"stress: the program ended with {process.ExitCode}");
        return process.ExitCode;
    }

    /// <param name="seconds">For each kind.</param>
    /// <param name="held">False: numbers that nobody holds, to see that the stress finds them.</param>
    public static int RunHere(int seconds, bool held)
    {
        RuntimeHelpers.RunModuleConstructor(typeof(StyleGan2Generator).Module.ModuleHandle); // the library sets its mode
        GCSettings.LatencyMode = GCLatencyMode.Interactive;
        Console.WriteLine($"stress: collections are {GCSettings.LatencyMode}, server {GCSettings.IsServerGC}");
        var wrong = 0;
        foreach (var name in held ? NumberStress.Names : [NumberStress.Unheld])
        {
            Stopwatch? clock = null; // from the end of the quiet run on
            var result = NumberStress.Run(name, Steps, _ => (clock ??= Stopwatch.StartNew()).Elapsed.TotalSeconds < seconds);
            Console.WriteLine(result);
            wrong += result.Wrong;
        }

        return wrong > 0 ? 1 : 0;
    }
}
