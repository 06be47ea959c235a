using System.CommandLine;
using System.Globalization;
using GanCmri.Phenotypes;
using GanCmri.Reports.Guidance;
using GanCmri.Runtime;
using GanCmri.Studies;
using GanCmri.Studies.Fitting;
using GanCmri.Studies.Guidance;

namespace GanCmri.Cli.Verbs;

/// <summary>gancmri direction fields: a generator's directions made again and judged, with the table of its model card.</summary>
internal static class DirectionFieldsVerb
{
    private const int JudgingSeed = 2;
    private static readonly FieldFittingOptions Defaults = new();

    public static Command Build()
    {
        var models = new Option<string?>("--models")
        {
            Description =
                "Folder with generator.safetensors and ed-es.json. Default: the shipped models of 128 pixels; sax64: those of 64.",
        };
        var hearts = new Option<int>("--hearts")
        {
            Description = "Number of synthetic hearts to fit to, 16 to 100000.",
            DefaultValueFactory = _ => Defaults.Hearts,
        };
        var judged = new Option<int>("--judged")
        {
            Description = "Number of other hearts to judge on, 4 to 100000.",
            DefaultValueFactory = _ => 100,
        };
        var judge = CommonOptions.Judge();
        var seed = new Option<int>("--seed")
        {
            Description = "Seed of the hearts that are fitted to, and of their noise; those that are judged on have another.",
            DefaultValueFactory = _ => (int)Defaults.Seed,
        };
        var device = CommonOptions.Device();
        var output = new Option<string>("--out")
        {
            Description = "Folder: lv-area.json, sphericity.json, and verified/ as direction verify writes it.",
            Required = true,
        };
        var verb = new Command(
            "fields",
            """
            Fits the directions of LV area and sphericity as fields to the same hearts and judges both on hearts they were not fitted to, in
            whole steps of c from -2 to 3: for when the default segmenter or the generator changed. Prints the table of the model card.
            Example: gancmri direction fields --out directions
            """
        )
        {
            models,
            hearts,
            judged,
            judge,
            seed,
            device,
            output,
        };
        hearts.Require(v => v is >= 16 and <= 100_000, "16 to 100000");
        judged.Require(v => v is >= 4 and <= 100_000, "4 to 100000");
        verb.SetAction(
            (parsed, cancel) =>
            {
                var folder = parsed.GetRequiredValue(output);
                using var claimed = RunFolder.Claim(parsed, folder);
                using var loaded = HeartModels.LoadHearts(parsed.GetValue(models), null, TorchDevice.Parse(parsed.GetValue(device)));
                using var other = CommonOptions.LoadJudge(parsed.GetValue(judge), null, loaded.Device);
                var fit = Defaults with { Hearts = parsed.GetValue(hearts), Seed = parsed.GetValue(seed) };
                var fitted = ProgressBars.Run(p => FieldFitting.Fit(loaded, fit, p, cancel));
                foreach (var (file, name) in fitted.Zip(["lv-area.json", "sphericity.json"]))
                    file.Write(Path.Combine(folder, name));
                var options = new StudyOptions
                {
                    Subjects = parsed.GetValue(judged),
                    Seed = fit.Seed == JudgingSeed ? JudgingSeed + 1 : JudgingSeed,
                    GuidanceSteps = [-2, -1, 0, 1, 2, 3],
                };
                GuidanceView[] views = other is null
                    ? [GuidanceView.Own(loaded.Segmenter)]
                    : [GuidanceView.Own(loaded.Segmenter), GuidanceView.Judge(other)];
                var seen = ProgressBars.Run(p =>
                    GuidanceStudy.Run(
                        loaded,
                        [.. fitted.Select(f => GuidancePath.Of(f.Direction, loaded, options.FieldMm))],
                        views,
                        options,
                        p,
                        cancel
                    )
                );
                GuidanceFiles.Write(Path.Combine(folder, "verified"), seen[0].Cohort, seen.Count > 1 ? seen[1].Cohort : null);
                Print(seen);
                return Task.FromResult(0);
            }
        );
        return verb;
    }

    private static void Print(IReadOnlyList<SeenGuidance> seen)
    {
        Console.WriteLine("| moved along | seen by | measured | median r (95 % CI) | rises in | SD a step |\n|---|---|---|---|---|---|");
        foreach (var (view, cohort) in seen)
        {
            foreach (
                var e in cohort.Guided.SelectMany(guided => GuidanceEffect.Seen(cohort).Select(m => GuidanceEffect.Of(cohort, guided, m)))
            )
            {
                Console.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"| {e.Guided.Label} | {view.Name} | {e.Measured.Label} | {e.MedianR.Estimate:F3} ({e.MedianR.Lower:F3} to "
                            + $"{e.MedianR.Upper:F3}) | {100 * e.ShareRising:F0} % | {e.Standardised:F3} |"
                    )
                );
            }
        }
    }
}
