using System.CommandLine;
using GanCmri.Phenotypes;
using GanCmri.Reports;
using GanCmri.Reports.Guidance;
using GanCmri.Runtime;
using GanCmri.Studies;
using GanCmri.Studies.Guidance;
using GanCmri.Studies.Projections;
using GanCmri.Trajectories;
using GanCmri.Trajectories.Directions;

namespace GanCmri.Cli.Verbs;

/// <summary>gancmri direction verify: what directions do to unseen synthetic hearts.</summary>
internal static class DirectionVerifyVerb
{
    private static readonly StudyOptions Defaults = new() { Subjects = 100 };

    public static Command Build()
    {
        var files = new Argument<string[]>("FILES")
        {
            Description =
                "Directions (.json), one a phenotype; of shipped models e.g. sax128/lv-area.json. None: each heart along its "
                + "own response (LV area 10 % a step, sphericity 0.02 a step).",
            Arity = ArgumentArity.ZeroOrMore,
        }.OrShipped();
        var output = new Option<string>("--out") { Description = "Folder for tables and plots; made if missing.", Required = true };
        var subjects = new Option<int>("--subjects")
        {
            Description = "Number of synthetic hearts, 4 to 100000.",
            DefaultValueFactory = _ => Defaults.Subjects,
        };
        var models = new Option<string?>("--models")
        {
            Description =
                "Folder with generator.safetensors and ed-es.json. Default: the shipped models of 128 pixels; sax64: those of 64.",
        };
        var segmenter = CommonOptions.SegmenterFile();
        var judge = CommonOptions.Judge();
        var steerBy = new Option<string?>("--steer-by")
        {
            Description =
                "Without FILES: the segmenter whose gradients steer the hearts; --segmenter then only measures, so that the steering "
                + "is judged by it, and --judge has no place. Default: the same.",
        }.OrShipped(ModelFiles.Segmenter);
        var seed = CommonOptions.Seed();
        var device = CommonOptions.Device();
        var verb = new Command(
            "verify",
            """
            Moves synthetic hearts along directions in 21 steps of c from -2 to 3, measures every image, and says how well each direction
            works: as the steering network sees it, and beside it as another network does under fresh noise (each heart its own draw).
            Writes summary.csv, correlations.csv (a heart a row), guidance.csv and judged.csv (an image a row), response-*.png and
            leakage.png.
            Example: gancmri direction verify sax128/lv-area.json sax128/sphericity.json --out verified
            """
        )
        {
            files,
            output,
            subjects,
            seed,
            models,
            segmenter,
            judge,
            steerBy,
            device,
        };
        subjects.Require(v => v is >= 4 and <= 100_000, "4 to 100000 hearts");
        verb.SetAction(
            (parsed, cancel) =>
            {
                var folder = parsed.GetRequiredValue(output);
                if (parsed.GetValue(steerBy) is not null)
                    GivenOptions.RefuseBeside(parsed, steerBy.Name, judge);
                var paths = parsed.GetValue(files) ?? [];
                DirectionFile[] directions = [.. paths.Select(DirectionFile.ReadJson)];
                foreach (var (path, read) in paths.Zip(directions))
                    LatentNetwork.RequireFitted(path, read.Provenance, ModelFolder.Of(parsed.GetValue(models)).Generator);
                FixedPath[] fixedPaths = [.. directions.Zip(paths, FixedPath.Of)];
                foreach (var unmeasured in fixedPaths.Where(p => !PhenotypeRegistry.Frame.Contains(p.Guided)))
                    Console.Error.WriteLine(
                        $"note: '{unmeasured.Guided.Label}' is not measured in a frame: only what its direction does to other "
                            + "phenotypes is shown"
                    );
                if (directions.Length > 0 && parsed.GetValue(steerBy) is not null)
                    throw new InputException(
                        "gancmri direction verify",
                        "directions or --steer-by",
                        "both",
                        "directions are fixed: leave --steer-by out"
                    );
                using var loaded = HeartModels.LoadHearts(
                    parsed.GetValue(models),
                    parsed.GetValue(segmenter),
                    TorchDevice.Parse(parsed.GetValue(device))
                );
                using var other = parsed.GetValue(steerBy) is { } file ? Segmenter.Load(file, loaded.Device) : null;
                using var judging = other is null
                    ? CommonOptions.LoadJudge(parsed.GetValue(judge), parsed.GetValue(segmenter), loaded.Device)
                    : null;
                if (
                    directions.Any(d =>
                        d.Provenance.Settings.GetValueOrDefault("hearts") == "synthetic"
                        && d.Provenance.Settings.GetValueOrDefault("seed") == $"{parsed.GetValue(seed)}"
                    )
                )
                    Console.Error.WriteLine(
                        $"note: a direction was fitted to the hearts of --seed {parsed.GetValue(seed)}; choose another seed to judge "
                            + "it on unseen ones"
                    );
                AtomicFile.Probe(Path.Combine(folder, "summary.csv"));
                var options = Defaults with { Subjects = parsed.GetValue(subjects), Seed = parsed.GetValue(seed) };
                GuidanceView[] views =
                    other is not null ? [GuidanceView.Own(other), GuidanceView.Judge(loaded.Segmenter)]
                    : judging is not null ? [GuidanceView.Own(loaded.Segmenter), GuidanceView.Judge(judging)]
                    : [GuidanceView.Own(loaded.Segmenter)];
                using var claimed = RunFolder.Claim(parsed, folder);
                var seen = ProgressBars.Run(p =>
                    GuidanceStudy.Run(loaded, Paths(directions, loaded, other ?? loaded.Segmenter, options), views, options, p, cancel)
                );
                GuidanceFiles.Write(folder, seen[0].Cohort, seen.Count > 1 ? seen[1].Cohort : null);
                foreach (var view in seen)
                    Print(view);
                return Task.FromResult(0);
            }
        );
        return verb;
    }

    private static GuidancePath[] Paths(DirectionFile[] directions, HeartModels models, Segmenter steering, StudyOptions options)
    {
        if (directions.Length > 0)
            return [.. directions.Select(d => GuidancePath.Of(d.Direction, models, options.FieldMm))];
        var steered = new PhenotypeSteering(models.Generator, steering, options.FieldMm);
        return [.. SteeredPhenotype.All.Select(p => new OwnResponsePath(steered, p))];
    }

    private static void Print(SeenGuidance seen)
    {
        var cohort = seen.Cohort;
        Console.WriteLine(
            $"As the {seen.SeenBy.Name} sees it, {(seen.SeenBy.FreshNoise ? "under fresh noise" : "under the generator's fixed noise")}:"
        );
        foreach (var guided in cohort.Guided)
        {
            foreach (var e in GuidanceEffect.Seen(cohort).Select(m => GuidanceEffect.Of(cohort, guided, m)))
            {
                Console.WriteLine(
                    $"{guided.Label} -> {e.Measured.Label}: median r {Figures.Correlation(e.MedianR.Estimate)} ({e.Interval}), rises in "
                        + $"{Figures.Percent(e.ShareRising)}, "
                        + $"{Figures.Short(e.Standardised)} SD a step, slope {Figures.Short(e.MedianSlope.Estimate)} {e.Measured.Unit} "
                        + $"a step, error {Figures.Short(e.Error)}, n = {e.MedianR.Units} hearts"
                );
            }

            var (lowest, highest) = GuidanceFiles.PlausibleSteps(cohort, guided);
            Console.WriteLine(
                double.IsNaN(lowest)
                    ? $"{guided.Label}: fewer than 95 % of hearts plausible even where they start"
                    : $"{guided.Label}: at least 95 % of hearts plausible for c from {Figures.Step(lowest)} to {Figures.Step(highest)}"
            );
        }
    }
}
