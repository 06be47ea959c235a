using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GanCmri.Evaluation;
using GanCmri.Formats;
using GanCmri.Phenotypes;
using GanCmri.Phenotypes.Fitting;
using GanCmri.Reports;
using GanCmri.Runtime;
using GanCmri.Statistics;
using static TorchSharp.torch;

namespace GanCmri.Cli.Verbs;

/// <summary>gancmri segmenter: trains the network that outlines the left ventricle, and tests it on subjects it never saw.</summary>
internal static class SegmenterVerb
{
    private const string TrainedOn = "subjects_sha256";

    private static readonly Option<string> Data = new("--data") { Description = "Folder with frames.csv (patient, image, lv_mask; if there pathology, phase)", Required = true };
    private static readonly Option<string?> Contours = new("--contours") { Description = "Folder with epicardial contours, SUBJECT/o-contours/*-ocontour-manual.txt (px)" };
    private static readonly Option<int> Folds = new("--folds") { Description = "Number of folds, split by subject within each pathology", DefaultValueFactory = _ => 4 };
    private static readonly Option<int?> Fold = new("--fold") { Description = "The fold that is held out of training, or tested: 0 to folds - 1; all frames if left out" };
    private static readonly Option<int> FoldSeed = new("--fold-seed") { Description = "Seed of the split", DefaultValueFactory = _ => 1 };

    public static Command Build()
    {
        var command = new Command("segmenter", "Train the network that outlines the left ventricle, or test it.");
        command.Subcommands.Add(BuildTrain());
        command.Subcommands.Add(BuildEvaluate());
        return command;
    }

    private static Command BuildTrain()
    {
        var output = new Option<string>("--out") { Description = "File to write (.safetensors)", Required = true };
        var start = new Option<string?>("--start") { Description = "Segmenter to go on from; must not have seen subjects that are to be held out" };
        var steps = new Option<int>("--steps") { Description = "Steps for the outline, 12 windows each (about 1 s on one core); 0 with --start leaves its weights and measures the outlines' shift anew", DefaultValueFactory = _ => new SegmenterTrainingOptions().CavitySteps };
        var finderSteps = new Option<int>("--finder-steps") { Description = "Steps for finding the heart, or 0", DefaultValueFactory = _ => new SegmenterTrainingOptions().FinderSteps };
        var seed = CommonOptions.Seed();
        var half = CommonOptions.BFloat16();
        var command = new Command("train", "Train on outlined frames. Example: gancmri segmenter train --data DIR --fold 0 --out fold0.safetensors")
        { Data, Contours, Folds, Fold, FoldSeed, start, steps, finderSteps, seed, half, output };
        command.SetAction((parsed, cancellation) =>
        {
            AtomicFile.Probe(parsed.GetRequiredValue(output));
            var (training, _) = Split(parsed);
            var options = new SegmenterTrainingOptions
            {
                CavitySteps = parsed.GetValue(steps), FinderSteps = parsed.GetValue(finderSteps), Seed = parsed.GetValue(seed),
                HalfPrecision = parsed.GetValue(half),
            };
            CommonOptions.NoteImitation(options.HalfPrecision, CPU);
            using var first = parsed.GetValue(start) is { } file ? Segmenter.Load(file, TorchDevice.Parse("cpu")) : null;
            using var segmenter = ProgressBars.Run(p => SegmenterTrainer.Train(training, options, first, p, cancellation));
            segmenter.Save(parsed.GetRequiredValue(output), new Dictionary<string, string>
            {
                ["subjects"] = Text(training.Select(f => f.Subject).Distinct().Count()),
                ["frames"] = Text(training.Count),
                [TrainedOn] = SubjectsDigest(training),
                ["held_out"] = parsed.GetValue(Fold) is { } fold ? $"fold {Text(fold)} of {Text(parsed.GetValue(Folds))}, seed {Text(parsed.GetValue(FoldSeed))}" : "none",
                ["options"] = $"steps {Text(options.CavitySteps)}, finder steps {Text(options.FinderSteps)}, batch {Text(options.BatchSize)}, seed {Text(options.Seed)}",
                ["precision"] = options.HalfPrecision ? "bfloat16" : "float32",
            });
            return Task.CompletedTask;
        });
        return command;
    }

    private static Command BuildEvaluate()
    {
        var model = new Option<string?>("--model") { Description = "Segmenter (.safetensors); the shipped one by default" };
        var output = new Option<string?>("--out") { Description = "CSV with one row a frame: Dice, Hausdorff distance (px), areas (px); beside it a Bland-Altman plot of the areas (.png)" };
        var views = new Option<int>("--views") { Description = "Mirrored and turned copies averaged for each outline: 1, 2, 4 or 8", DefaultValueFactory = _ => new SegmentationOptions().Views };
        views.AcceptOnlyFromAmong("1", "2", "4", "8");
        var device = CommonOptions.Device();
        var command = new Command("evaluate", "Compare with manual outlines, nothing left out. Example: gancmri segmenter evaluate --data DIR --model fold0.safetensors --fold 0")
        { Data, Contours, Folds, Fold, FoldSeed, model, views, device, output };
        command.SetAction(parsed =>
        {
            var (training, heldOut) = Split(parsed);
            var frames = heldOut.Count > 0 ? heldOut : training;
            if (frames.Select(f => f.Subject).Distinct().Count() < 2)
                throw new InputException("--data", "at least two subjects", "one", "an interval over subjects needs more");
            var place = TorchDevice.Parse(parsed.GetValue(device));
            if (heldOut.Count > 0 && parsed.GetValue(model) is { } tested) RequireTrainedOn(training, tested);
            using var segmenter = parsed.GetValue(model) is { } file ? Segmenter.Load(file, place) : Segmenter.Shipped(place);
            var report = ProgressBars.Run(p => SegmentationReport.Of(segmenter, frames, new SegmentationOptions { Views = parsed.GetValue(views) }));
            if (parsed.GetValue(output) is { } path)
            {
                SegmentationTable.Write(path, report);
                AtomicFile.WriteBytes(Path.ChangeExtension(path, ".png"), Plots.BlandAltman([.. report.Frames.Select(f => (double)f.Cavity.ReferenceAreaPx)], [.. report.Frames.Select(f => f.AreaPx)], "LV area", "px").Bytes);
            }

            foreach (var line in Lines(report)) Console.WriteLine(line);
        });
        return command;
    }

    // A fold depends on the data, the contours, --folds and --fold-seed: with any of them changed, "held-out" subjects may be ones the model has seen.
    private static void RequireTrainedOn(IReadOnlyList<LabelledFrame> training, string model)
    {
        using var file = SafetensorsFile.Open(model);
        if (file.Metadata.TryGetValue(TrainedOn, out var digest) && digest != SubjectsDigest(training))
        {
            throw new InputException(model, "a segmenter trained on the other folds of this split", "one trained on other subjects",
                "give the --data, --contours, --folds, --fold and --fold-seed it was trained with");
        }
    }

    private static string SubjectsDigest(IReadOnlyList<LabelledFrame> frames) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', frames.Select(f => f.Subject).Distinct().Order(StringComparer.Ordinal)))))[..16];

    private static IEnumerable<string> Lines(SegmentationReport report)
    {
        string Interval(string name, BootstrapInterval? v) => v is null ? $"{name}: fewer than two subjects"
            : string.Create(CultureInfo.InvariantCulture, $"{name}: {v.Estimate:f4} (95 % interval over {v.Units} subjects {v.Lower:f4} to {v.Upper:f4})");
        yield return $"{report.Frames.Count} frames, {report.Frames.Count(f => f.Flags.HasFlag(QualityFlags.NoCavity))} without a cavity found";
        yield return Interval("Dice, all frames", report.Dice);
        yield return Interval("Dice, ED", report.DiceEd);
        yield return Interval("Dice, ES", report.DiceEs);
        yield return Interval("Dice, epicardium", report.DiceEpicardium);
        yield return string.Create(CultureInfo.InvariantCulture, $"Area: r {report.Area.Estimate:f4} (95 % interval over {report.Area.Units} subjects {report.Area.Lower:f4} to {report.Area.Upper:f4}; {report.Frames.Count} frames)");
        yield return string.Create(
            CultureInfo.InvariantCulture, $"Area, segmenter less manual: {report.AreaAgreement.Bias:f1} px, limits of agreement {report.AreaAgreement.Lower:f1} to {report.AreaAgreement.Upper:f1} px");
    }

    private static (IReadOnlyList<LabelledFrame> Training, IReadOnlyList<LabelledFrame> HeldOut) Split(ParseResult parsed)
    {
        var frames = LabelledFrames.Read(parsed.GetRequiredValue(Data));
        if (parsed.GetValue(Contours) is { } contours) frames = ContourFiles.AddEpicardium(frames, contours);
        if (parsed.GetValue(Fold) is not { } fold) return (frames, []);
        var (folds, subjects) = (parsed.GetValue(Folds), frames.Select(f => f.Subject).Distinct().Count());
        if (folds < 2 || folds > subjects) throw new InputException("--folds", $"2 to {subjects} (the number of subjects)", Text(folds), "give another number");
        if (fold < 0 || fold >= folds) throw new InputException("--fold", $"0 to {Text(folds - 1)}", Text(fold), "give another fold");
        var held = SubjectFolds.Split(frames, folds, parsed.GetValue(FoldSeed))[fold];
        return ([.. frames.Where(f => !held.Contains(f.Subject))], [.. frames.Where(f => held.Contains(f.Subject))]);
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
