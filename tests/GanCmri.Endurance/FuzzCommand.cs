using GanCmri.Cli.Tests.Endurance;

namespace GanCmri.Endurance;

/// <summary>fuzz: broken files, with limits of time as well.</summary>
internal static class FuzzCommand
{
    private const double MostSeconds = 2;
    private static readonly TimeSpan Hang = TimeSpan.FromMinutes(2);

    public static int Run(string reader, int count, int seed)
    {
        var faults = 0;
        foreach (var name in reader == "all" ? BrokenReaders.Names : [reader])
        {
            var before = -1;
            using var watchdog = new Timer(
                _ =>
                {
                    if (before == BrokenInputs.Now)
                        End(name);
                    before = BrokenInputs.Now;
                },
                null,
                Hang,
                Hang
            );
            var result = BrokenInputs.Run(BrokenReaders.Of(name), seed, count, MostSeconds);
            Console.WriteLine(result);
            foreach (var fault in result.Faults)
                Console.WriteLine("  " + fault);
            faults += result.Faults.Count;
        }

        return faults > 0 ? 1 : 0;
    }

    private static void End(string name)
    {
        Console.WriteLine($"{name}: hangs at input {BrokenInputs.Now}");
        Environment.Exit(1);
    }
}
