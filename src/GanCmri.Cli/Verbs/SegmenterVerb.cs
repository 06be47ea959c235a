using System.CommandLine;
using System.Globalization;
using GanCmri.Evaluation.Outlines;
using GanCmri.Formats;
using GanCmri.Imaging;
using GanCmri.Imaging.Pictures;
using GanCmri.Phenotypes;
using GanCmri.Phenotypes.Fitting;
using GanCmri.Reports.Segmentation;
using GanCmri.Runtime;
using GanCmri.Runtime.Fitting;
using static TorchSharp.torch;

namespace GanCmri.Cli.Verbs;

/// <summary>gancmri segmenter: trains the network that outlines the left ventricle, and tests it on subjects it never saw.</summary>
internal static class SegmenterVerb
{
    private const string TrainedOn = "subjects_sha256";

    private static readonly Option<string?> Data = new("--data")
    {
        Description =
            "Folder with frames.csv (patient, image, lv_mask; if there pathology, phase), or NIfTI images with label maps beside them "
            + "(ACDC, M&Ms, ukbb_cardiac)",
    };
    private static readonly Option<double> Excess = new("--mask-excess")
    {
        Description =
            "How far the masks of --data reach beyond the outlines they were drawn from, px (half a pixel where the outline's own "
            + "pixels were filled)",
    };
    private static readonly Option<string[]> Stacks = new("--stacks")
    {
        Description = "Table of outlined NIfTI stacks: source, subject, phase, image, mask, labels ('lv=1 myo=2 rv=4'); may be repeated",
        AllowMultipleArgumentsPerToken = true,
    };
    private static readonly Option<string?> LeaveOut = new("--leave-out")
    {
        Description = "Source (folder name of --data, or source of --stacks) that is held out as a whole",
    };
    private static readonly Option<string?> Contours = new("--contours")
    {
        Description = "Folder with epicardial contours, SUBJECT/o-contours/*-ocontour-manual.txt (px)",
    };
    private static readonly Option<int> Folds = new("--folds")
    {
        Description = "Number of folds, split by subject within each pathology",
        DefaultValueFactory = _ => 4,
    };
    private static readonly Option<int?> Fold = new("--fold")
    {
        Description = "The fold that is held out of training, or tested: 0 to folds - 1; all frames if left out",
    };
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
        var start = new Option<string?>("--start")
        {
            Description = "Segmenter to go on from; must not have seen subjects that are to be held out",
        };
        var steps = new Option<int>("--steps")
        {
            Description = "Steps for the outline, 12 windows each (about 1 s on one core); 0 with --start leaves its weights",
            DefaultValueFactory = _ => new SegmenterTrainingOptions().CavitySteps,
        };
        var finderSteps = new Option<int>("--finder-steps")
        {
            Description = "Steps for finding the heart, or 0",
            DefaultValueFactory = _ => new SegmenterTrainingOptions().FinderSteps,
        };
        var phantoms = new Option<int>("--phantoms")
        {
            Description =
                "Phantoms, three frames each, that finding the heart is trained on besides: places of a new centre are found better",
        };
        phantoms.Require(n => n >= 0, "0 or more");
        var seed = CommonOptions.Seed();
        var half = CommonOptions.BFloat16();
        var command = new Command(
            "train",
            """
            Train on outlined frames. A training is kept in OUT.training every five minutes and by Ctrl-C; the same command goes on with it.
            Example: gancmri segmenter train --data DIR --fold 0 --out fold0.safetensors
            """
        )
        {
            Data,
            Excess,
            Stacks,
            LeaveOut,
            Contours,
            Folds,
            Fold,
            FoldSeed,
            start,
            phantoms,
            steps,
            finderSteps,
            seed,
            half,
            output,
        };
        command.SetAction(
            (parsed, cancellation) =>
            {
                using var taken = OutputLock.OnOutputs(parsed.GetRequiredValue(output));
                var split = Split(parsed);
                var training = split.Training;
                var drawn = PhantomFrames.Make(parsed.GetValue(phantoms), parsed.GetValue(seed));
                var options = new SegmenterTrainingOptions
                {
                    CavitySteps = parsed.GetValue(steps),
                    FinderSteps = parsed.GetValue(finderSteps),
                    Seed = parsed.GetValue(seed),
                    HalfPrecision = parsed.GetValue(half),
                };
                CommonOptions.NoteImitation(options.HalfPrecision, CPU);
                using var first = parsed.GetValue(start) is { } file ? Segmenter.Load(file, TorchDevice.Parse("cpu")) : null;
                var to = parsed.GetRequiredValue(output);
                var kept = TrainingRecord.Beside(to, Settings(options, split, parsed.GetValue(phantoms), parsed.GetValue(start)));
                using var segmenter = ProgressBars.Run(p => SegmenterTrainer.Train(training, drawn, options, first, kept, p, cancellation));
                segmenter.Save(
                    to,
                    new Dictionary<string, string>
                    {
                        ["subjects"] = Text(training.Select(f => f.Person).Distinct().Count()),
                        ["frames"] = Text(training.Count),
                        ["phantoms"] = Text(parsed.GetValue(phantoms)),
                        [TrainedOn] = split.SubjectsDigest,
                        ["held_out"] = split.HoldsOut,
                        ["options"] =
                            $"steps {Text(options.CavitySteps)}, finder steps {Text(options.FinderSteps)}, batch "
                            + $"{Text(options.BatchSize)}, seed {Text(options.Seed)}",
                        ["precision"] = options.HalfPrecision ? "bfloat16" : "float32",
                    }
                );
                kept.Remove();
                return Task.CompletedTask;
            }
        );
        return command;
    }

    // All that a training depends on: it goes on with the same only.
    private static string Settings(SegmenterTrainingOptions options, OutlinedSplit split, int phantoms, string? start) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"steps {options.CavitySteps}, finder {options.FinderSteps}, batch {options.BatchSize}, seed {options.Seed}, bf16 "
                + $"{options.HalfPrecision}, frames {split.FramesDigest}, phantoms {phantoms}, start "
                + $"{(start is null ? "none" : FileDigest.Of(start).Sha256)}"
        );

    private static Command BuildEvaluate()
    {
        var segmenter = CommonOptions.SegmenterFile("--model");
        var output = new Option<string?>("--out")
        {
            Description =
                "CSV with one row a structure of a frame: Dice, Hausdorff distance (px), areas (px); beside it a Bland-Altman plot of "
                + "the areas (.png), the 24 worst outlines, by hand yellow and found blue (.worst.png), all of it as a page (.html), and "
                + "how it was made (.run.json)",
        };
        var views = new Option<int>("--views")
        {
            Description = "Mirrored and turned copies averaged for each outline: 1, 2, 4 or 8",
            DefaultValueFactory = _ => new SegmentationOptions().Views,
        };
        views.AcceptOnlyFromAmong("1", "2", "4", "8");
        var device = CommonOptions.Device();
        var command = new Command(
            "evaluate",
            "Compare with manual outlines, nothing left out. Example: gancmri segmenter evaluate --data DIR --segmenter "
                + "fold0.safetensors --fold 0"
        )
        {
            Data,
            Excess,
            Stacks,
            LeaveOut,
            Contours,
            Folds,
            Fold,
            FoldSeed,
            segmenter,
            views,
            device,
            output,
        };
        command.SetAction(
            (parsed, cancellation) =>
            {
                var split = Split(parsed);
                var frames = split.HeldOut.Count > 0 ? split.HeldOut : split.Training;
                if (frames.Select(f => f.Subject).Distinct().Count() < 2)
                    throw new InputException("--data", "at least two subjects", "one", "an interval over subjects needs more");
                var place = TorchDevice.Parse(parsed.GetValue(device));
                var to = parsed.GetValue(output);
                if (to is not null)
                    OutputPlaces.Require(SegmentationFiles.Of(to).Append(RunNote.Beside(to)), parsed.GetValue(Stacks) ?? []);
                var note = to is null ? null : new RunNote(parsed, SegmentationFiles.Of(to), output.Name);
                if (split.HeldOut.Count > 0 && parsed.GetValue(segmenter) is { } tested)
                    RequireTrainedOn(split, tested);
                using var network = CommonOptions.LoadSegmenter(parsed.GetValue(segmenter), place);
                var report = ProgressBars.Run(p =>
                    SegmentationReport.Of(network, frames, new SegmentationOptions { Views = parsed.GetValue(views) }, p, cancellation)
                );
                if (to is not null)
                    SegmentationFiles.Write(to, report);
                note?.With("held out", split.HoldsOut)
                    .With("frames", new OutlinedSplit(frames, []).FramesDigest)
                    .Save([FileDigest.Of(parsed.GetValue(segmenter) ?? ShippedModels.Segmenter)], place.ToString());
                foreach (var line in SegmentationText.Lines(report))
                    Console.WriteLine(line);
                return Task.CompletedTask;
            }
        );
        return command;
    }

    // A fold depends on the data, the contours, --folds and --fold-seed: with any of them changed, "held-out" subjects may be ones the
    // model has seen.
    private static void RequireTrainedOn(OutlinedSplit split, string model)
    {
        using var file = SafetensorsFile.Open(model);
        if (file.Metadata.TryGetValue(TrainedOn, out var digest) && digest != split.SubjectsDigest)
        {
            throw new InputException(
                model,
                "a segmenter trained on the other folds of this split",
                "one trained on other subjects",
                "give the --data, --contours, --folds, --fold and --fold-seed it was trained with"
            );
        }
    }

    private static OutlinedSplit Split(ParseResult parsed)
    {
        List<LabelledFrame> frames = [.. (parsed.GetValue(Stacks) ?? []).SelectMany(LabelTable.Read)];
        if (parsed.GetValue(Data) is { } data)
        {
            var notes = new ReadingNotes();
            var pictures = LabelledFrames.Read(data, parsed.GetValue(Excess), notes);
            NoteLines.Write(notes);
            frames.AddRange(parsed.GetValue(Contours) is { } contours ? ContourFiles.AddEpicardium(pictures, contours) : pictures);
        }

        if (frames.Count == 0)
            throw new InputException("segmenter", "--data or --stacks", "neither", "give outlined frames");
        return parsed.GetValue(LeaveOut) is { } source ? OutlinedSplit.LeaveOut(frames, source)
            : parsed.GetValue(Fold) is { } fold ? OutlinedSplit.Fold(frames, fold, parsed.GetValue(Folds), parsed.GetValue(FoldSeed))
            : new OutlinedSplit(frames, []);
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
