using System.Diagnostics;
using System.Globalization;
using GanCmri.Cli.Tests.Pipelines;
using GanCmri.Tests;

namespace GanCmri.Endurance;

/// <summary>requests: hearts of pipelines/heart-service.cs over HTTP, 16 at a time; its resident memory by the thousand.</summary>
internal static class RequestsCommand
{
    private const double MostGrowth = 1.1; // of resident memory, from a fifth of the requests to the last
    private const int AtOnce = 16;

    public static async Task<int> Run(int requests)
    {
        using var service = new HeartServiceProcess(Path.Combine(Sources.Root, "tests", "GanCmri.Cli.Tests", "bin", "Release", "net10.0"));
        using var client = new HttpClient { BaseAddress = await service.Address() };
        var (clock, samples, step) = (Stopwatch.StartNew(), new List<long>(), Math.Min(1000, Math.Max(AtOnce, requests / 10)));
        for (var done = 0; done < requests; )
        {
            var next = Math.Min(requests, done + step);
            await Parallel.ForAsync(
                done,
                next,
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
                async (i, cancellation) => await client.GetStringAsync(new Uri($"/hearts/{i}", UriKind.Relative), cancellation)
            );
            done = next;
            samples.Add(service.Memory);
            Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"{done} requests, {clock.Elapsed.TotalSeconds:F0} s, {samples[^1] >> 20} MiB")
            );
        }

        var flat = samples[^1] < MostGrowth * samples[samples.Count / 5];
        Console.WriteLine($"{requests} requests: {(flat ? "flat" : "grows")} after warm-up");
        return flat ? 0 : 1;
    }
}
