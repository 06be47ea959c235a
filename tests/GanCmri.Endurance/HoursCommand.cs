using System.Diagnostics;
using System.Globalization;
using GanCmri.Learning;
using GanCmri.Statistics.Association;
using GanCmri.Tests;
using GanCmri.Tests.Endurance;
using GanCmri.Tests.Learning.Contract;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanCmri.Endurance;

/// <summary>hours: the same work over and over in one process; resident memory, handles and threads by the minute.</summary>
internal static class HoursCommand
{
    private const double MostGrowth = 1.1; // of resident memory, from a third of the time to its end

    public static int Run(string what, int minutes)
    {
        using var folder = new TemporaryFolder();
        var work = what switch
        {
            "cohort" => Cohort(folder),
            "cursors" => Cursors(),
            "association" => Association(folder),
            _ => throw new ArgumentException($"'{what}' is none of cohort, cursors, association"),
        };
        var clock = Stopwatch.StartNew();
        var (times, samples) = (0, new List<long>());
        for (var total = TimeSpan.FromMinutes(minutes); clock.Elapsed < total; times++)
        {
            work();
            if (clock.Elapsed < samples.Count * total / 15)
                continue;
            using var process = Process.GetCurrentProcess();
            samples.Add(process.WorkingSet64);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{what}, minute {clock.Elapsed.TotalMinutes:F1}: {times + 1} times, {process.WorkingSet64 >> 20} MiB, "
                        + $"{process.HandleCount} handles, {process.Threads.Count} threads"
                )
            );
        }

        var flat = samples.Count < 3 || samples[^1] < MostGrowth * samples[samples.Count / 3];
        Console.WriteLine($"{what}: {times} times in {minutes} minutes: {(flat ? "flat" : "grows")} after warm-up");
        return flat ? 0 : 1;
    }

    private static Action Cohort(TemporaryFolder folder)
    {
        var scene = Scenes.Of("cohort", folder.File("in"));
        return () =>
        {
            var (output, _) = (Console.Out, Console.Error);
            Console.SetOut(TextWriter.Null);
            if (Cli.App.RunAsync(scene.Command(folder.File("out"))).GetAwaiter().GetResult() != 0)
                throw new InvalidOperationException("the cohort ends badly");
            Console.SetOut(output);
        };
    }

    private static Action Cursors()
    {
        var ml = new MLContext(1);
        var rows = ContractRows.Make();
        return () =>
        {
            var chain = ml
                .Gan.MapLatents("Latent", Specimens.GeneratorPath, "Z")
                .Append(ml.Gan.GenerateImages("Made", Specimens.GeneratorPath, "Latent"))
                .Fit(rows);
            using (chain)
            {
                var made = chain.Transform(rows);
                using var cursor = made.GetRowCursor(made.Schema);
                var get = cursor.GetGetter<VBuffer<float>>(made.Schema["Made"]);
                var image = default(VBuffer<float>);
                while (cursor.MoveNext())
                    get(ref image);
            }
        };
    }

    private static Action Association(TemporaryFolder folder)
    {
        var table = folder.File("t.csv");
        File.WriteAllText(
            table,
            "y,x,sex\n" + string.Concat(Enumerable.Range(0, 2000).Select(i => $"{i * 37 % 101},{i % 17},{(i % 3 == 0 ? "F" : "M")}\n"))
        );
        var options = new AssociationOptions
        {
            Outcomes = ["y"],
            Exposures = ["x"],
            Covariates = ["sex"],
            Correlations = true,
        };
        return () => AssociationStudy.Run(table, options);
    }
}
