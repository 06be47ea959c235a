using System.Diagnostics;
using System.Globalization;
using GanCmri.Cli.Tests.Endurance;
using GanCmri.Learning;
using GanCmri.Statistics.Association;
using GanCmri.Tests;
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
        using var studio = what == "studio" ? new StudioUse(folder) : null;
        var work = what switch
        {
            "cohort" or "report" => Verb(what, folder),
            "cursors" => Cursors(),
            "association" => Association(folder),
            "studio" => studio!.Round,
            _ => throw new ArgumentException($"'{what}' is none of cohort, report, cursors, association, studio"),
        };
        using var here = Process.GetCurrentProcess();
        var process = studio?.Process ?? here;
        var clock = Stopwatch.StartNew();
        var (times, samples) = (0, new List<long>());
        for (var total = TimeSpan.FromMinutes(minutes); clock.Elapsed < total; times++)
        {
            work();
            if (clock.Elapsed.TotalMinutes < samples.Count)
                continue;
            process.Refresh();
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

    private static Action Verb(string verb, TemporaryFolder folder)
    {
        var scene = Scenes.Of(verb, folder.File("in"));
        var (output, error) = (Console.Out, Console.Error);
        return () =>
        {
            if (Directory.Exists(folder.File("out")))
                Directory.Delete(folder.File("out"), recursive: true); // or nothing would be left to do
            Console.SetOut(TextWriter.Null);
            Console.SetError(TextWriter.Null);
            if (Cli.App.RunAsync(scene.Command(folder.File("out"))).GetAwaiter().GetResult() != 0)
                throw new InvalidOperationException($"{verb} ends badly");
            Console.SetOut(output);
            Console.SetError(error);
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
