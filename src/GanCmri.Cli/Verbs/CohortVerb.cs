using System.CommandLine;
using System.Globalization;
using GanCmri.Phenotypes;
using GanCmri.Reports;
using GanCmri.Reports.Cohorts;
using GanCmri.Runtime;
using GanCmri.Studies;
using GanCmri.Studies.Cohorts;
using GanCmri.Studies.Guidance;

namespace GanCmri.Cli.Verbs;

/// <summary>gancmri cohort: synthetic subjects with the phenotypes and covariates asked for.</summary>
internal static class CohortVerb
{
    private const string Recorded = "gancmri cohort";

    public static Command Build()
    {
        var count = new Option<long>("--n", "--subjects") { Description = "Number of subjects, 1 to 100000000.", Required = true };
        var spec = new Option<string?>("--spec")
        {
            Description =
                $"YAML, or the name of a shipped one ({string.Join(", ", ShippedCohorts.Names)}): distributions of "
                + $"{string.Join(", ", SteeredPhenotype.All)} and, where hearts move, {PhenotypeRegistry.LvFac}, their "
                + "correlation, covariates (correlated if wanted) with assumed effects, straight or curved, and motion. "
                + $"The shipped ones, to copy and change, lie in {ShippedCohorts.Folder}.",
            Required = true,
            CustomParser = given => ShippedCohorts.File(given.Tokens[0].Value),
        };
        var output = new Option<string>("--out") { Description = "Folder; made if missing.", Required = true };
        var latentsOnly = new Option<bool>("--latents-only")
        {
            Description =
                "Write latents and targets only; no image is made and nothing is measured. All hearts are moved by one response, so that "
                + "many miss their targets widely. For millions of rows.",
        };
        var images = new Option<bool>("--images") { Description = "Write images/S0001.png, or .gif where hearts move." };
        var workers = CommonOptions.Workers(1);
        var models = new Option<string?>("--models")
        {
            Description =
                "Folder with generator.safetensors, ed-es.json, the trajectory's file and, for drawn beats, area-curves.json. Default: the "
                + "shipped models of 128 pixels; sax64: those of 64.",
        };
        var segmenter = CommonOptions.SegmenterFile();
        var judge = CommonOptions.Judge();
        var seed = CommonOptions.Seed();
        var device = CommonOptions.Device();
        var shard = new ShardOption("cohort");
        var verb = new Command(
            "cohort",
            """
            Makes synthetic subjects with drawn covariates and phenotypes: each heart is steered to its targets, and measured. A run that
            was stopped goes on with the same command, which makes nothing anew where all is done. Writes cohort.csv (covariates; target,
            measured and judged phenotypes), latents.npy [N, w], report.html and run.json. LV area and sphericity are
            those at end-diastole; where hearts move, that is the frame of the beat with the largest LV area (lv_area_mm2 = lv_eda_mm2), the
            first of its GIF, and the one whose latent is written.
            Example: gancmri cohort --n 500 --spec example --out cohort
            On many machines: the same with --shard 0/8 to 7/8, then gancmri gather cohort.
            """
        )
        {
            count,
            spec,
            output,
            latentsOnly,
            images,
            workers,
            seed,
            models,
            segmenter,
            judge,
            device,
            shard.Option,
        };
        count.Require(v => v is >= 1 and <= 100_000_000, "1 to 100000000 subjects");
        verb.SetAction(
            (parsed, cancel) =>
            {
                var folder = parsed.GetRequiredValue(output);
                var options = new CohortOptions
                {
                    Subjects = parsed.GetValue(count),
                    Seed = parsed.GetValue(seed),
                    LatentsOnly = parsed.GetValue(latentsOnly),
                    Images = parsed.GetValue(images),
                    Workers = parsed.GetValue(workers),
                };
                if (options is { LatentsOnly: true, Images: true })
                    throw new InputException("--images", "no --latents-only beside it", "both", "leave one away");
                var wanted = CohortSpec.Read(parsed.GetRequiredValue(spec)!);
                using var loaded = HeartModels.LoadHearts(
                    parsed.GetValue(models),
                    parsed.GetValue(segmenter),
                    TorchDevice.Parse(parsed.GetValue(device)),
                    options.LatentsOnly ? null : wanted.Trajectory,
                    options.LatentsOnly ? null : CommonOptions.JudgeFile(parsed.GetValue(judge), parsed.GetValue(segmenter)),
                    areaCurves: wanted.DrawnBeats && !options.LatentsOnly
                );
                AtomicFile.Probe(Path.Combine(folder, "report.html"));
                return Task.FromResult(
                    shard.Run(
                        parsed,
                        folder,
                        [folder],
                        [CohortKey.Of(loaded, wanted, options)], // also of the tables that the specification names
                        whole: () =>
                            CohortFiles.IsDone(loaded, wanted, options, folder)
                                ? PrintDone(options, folder)
                                : Print(
                                    ProgressBars.Run(p =>
                                        CohortFiles.Write(loaded, wanted, options, folder, Recorded, TimeProvider.System, p, cancel)
                                    ),
                                    options,
                                    folder
                                ),
                        part => ProgressBars.Run(p => CohortFiles.Do(loaded, wanted, options, folder, part, p, cancel)),
                        set =>
                            Print(CohortFiles.Join(loaded, wanted, options, folder, Recorded, TimeProvider.System, set), options, folder),
                        folder: folder,
                        named: wanted.Files.Skip(1) // the tables of empirical distributions
                    )
                );
            }
        );
        return verb;
    }

    private static int PrintDone(CohortOptions options, string folder)
    {
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{options.Subjects} subjects: all are done already, every file as run.json has it. Report: "
            ) + Path.Combine(folder, "report.html")
        );
        return 0;
    }

    private static int Print(IReadOnlyList<TargetAgreement> met, CohortOptions options, string folder)
    {
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{options.Subjects} subjects{(options.LatentsOnly ? ", latents and targets; nothing was measured" : "")}."
            )
        );
        if (met.Count > 0 && met[0].N + met[0].Missing is var looked && looked < options.Subjects)
            Console.WriteLine($"Of the first {looked} subjects:");
        foreach (var a in met)
        {
            foreach (var (by, seen) in new[] { ("another network under fresh noise", a.Judged), ("the steering network", a.Steered) })
            {
                if (seen is not null)
                    Console.WriteLine(
                        $"{a.Phenotype}, seen by {by}: r with the target {Figures.Correlation(seen.R)}, slope "
                            + $"{Figures.Short(seen.Slope)}, bias {Figures.Short(seen.Bias)}, error {Figures.Short(seen.Error)}, n = "
                            + $"{seen.N}"
                    );
            }

            foreach (var (by, seen) in new[] { ("another network under fresh noise", a.ByJudge), ("the steering network", a) })
            {
                if (seen is not null)
                    Console.WriteLine(
                        $"{a.Phenotype}, seen by {by}: KS distance of measured and target {Figures.Short(seen.Distance.Estimate)} "
                            + $"({seen.Interval}), n = {seen.N}{(seen.Missing > 0 ? $" ({seen.Missing} more without a cavity)" : "")}; "
                            + $"two draws of targets {Figures.Short(seen.Floor)}, 95 % below {Figures.Short(seen.FloorHigh)}; within 10 % "
                            + $"of the target {Figures.Share(seen.WithinTenPercent, seen.N)}"
                    );
            }
        }

        foreach (var a in met.Where(a => a.Missed is not null))
            Console.WriteLine($"note: {a.Phenotype}: {a.Missed}; cohort.csv names them under missed");
        foreach (var a in met.Where(a => a.Apart is not null))
            Console.WriteLine(
                $"note: {a.Phenotype}: {a.Apart}; leave out {a.Apart!.Named} (cohort.csv has both values), or look at them: "
                    + (options.Images ? "images/ shows each" : "the same command with --images and another --out draws every heart")
            );
        Console.WriteLine(
            "Associations in it restate the assumed effects and the generator. Report: " + Path.Combine(folder, "report.html")
        );
        return 0;
    }
}
