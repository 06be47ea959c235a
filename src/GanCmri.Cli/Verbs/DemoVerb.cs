using System.CommandLine;
using GanCmri.Reports;
using GanCmri.Reports.Demo;
using GanCmri.Runtime;
using GanCmri.Studies;
using GanCmri.Studies.Demo;
using GanCmri.Studies.Guidance;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Cli.Verbs;

/// <summary>gancmri demo: a synthetic cohort from models to report.</summary>
internal static class DemoVerb
{
    private static readonly StudyOptions Defaults = new();

    public static Command Build()
    {
        var output = new Option<string>("--out") { Description = "Folder for tables, cines and report; made if missing.", Required = true };
        var subjects = new Option<int>("--subjects")
        {
            Description = "Number of hearts to make, 4 to 100000.",
            DefaultValueFactory = _ => Defaults.Subjects,
        };
        var psi = CommonOptions.Psi(Defaults.Psi);
        var models = new Option<string?>("--models")
        {
            Description =
                "Folder with generator.safetensors, ed-es.json, frame-to-frame.json, lv-area.json and sphericity.json. Default: the "
                + "shipped models of 64 pixels, which are faster; sax128: those of 128.",
        };
        var segmenter = CommonOptions.SegmenterFile();
        var seed = CommonOptions.Seed();
        var device = CommonOptions.Device();
        var verb = new Command(
            "demo",
            """
            Makes a cohort of synthetic hearts, sets them in motion, guides LV area and sphericity, measures every frame and writes a
            report. Needs no data and no network: the models come with the program.
            Writes cohort.csv, phenotypes.csv, guidance.csv, correlations.csv, cines/*.gif, report.html and run.json.
            Example: gancmri demo --out demo --subjects 40 --seed 1
            """
        )
        {
            output,
            subjects,
            psi,
            seed,
            models,
            segmenter,
            device,
        };
        subjects.Require(v => v is >= 4 and <= 100_000, "4 to 100000 hearts");
        verb.SetAction(
            (parsed, cancel) =>
            {
                var folder = parsed.GetRequiredValue(output);
                var place = TorchDevice.Parse(parsed.GetValue(device));
                using var loaded = HeartModels.Load(parsed.GetValue(models) ?? ModelFolder.Fast.Path, parsed.GetValue(segmenter), place);
                AtomicFile.Probe(Path.Combine(folder, "report.html"));
                var options = Defaults with
                {
                    Subjects = parsed.GetValue(subjects),
                    Seed = parsed.GetValue(seed),
                    Psi = parsed.GetValue(psi),
                };
                using var claimed = RunFolder.Claim(parsed, folder);
                var cohort = ProgressBars.Run(p =>
                    DemoFiles.Write(loaded, options, folder, "gancmri demo", TimeProvider.System, p, cancel)
                );
                Print(cohort, Path.Combine(folder, "report.html"));
                return Task.FromResult(0);
            }
        );
        return verb;
    }

    private static void Print(StudyResult cohort, string report)
    {
        foreach (var e in cohort.Guided.Select(g => GuidanceEffect.Of(cohort, g, g)))
            Console.WriteLine(
                $"{e.Measured.Label}: median r = {Figures.Correlation(e.MedianR.Estimate)} ({e.Interval}), n = {e.MedianR.Units} hearts"
            );
        foreach (var trajectory in cohort.Trajectories)
        {
            var change = Statistics.Summary.Of([.. cohort.Cines(trajectory).Select(c => c.Cine.FacPercent)]);
            Console.WriteLine(
                $"Fractional area change, {trajectory.Title()}: median {Figures.Short(change.Median)} %, n = {change.N} "
                    + $"cines{(change.Missing > 0 ? $" ({change.Missing} more without a cavity)" : "")}"
            );
        }

        Console.WriteLine($"Report: {report}");
    }
}
