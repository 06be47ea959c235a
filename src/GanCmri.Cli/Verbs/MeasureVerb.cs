using System.CommandLine;
using GanCmri.Imaging;
using GanCmri.Imaging.Subjects;
using GanCmri.Phenotypes;
using GanCmri.Runtime;
using GanCmri.Studies.Measurement;

namespace GanCmri.Cli.Verbs;

/// <summary>gancmri measure: cines in, phenotypes out.</summary>
internal static class MeasureVerb
{
    public static Command Build()
    {
        var data = new Option<string>("--data")
        {
            Description = "Folder or file of cines: DICOM, NIfTI, pictures with or without frames.csv",
            Required = true,
        };
        var output = new Option<string>("--out")
        {
            Description =
                $"Table to write (.csv or .parquet), one row a frame: {PhenotypeRegistry.LvArea}, {PhenotypeRegistry.Sphericity}, "
                + $"{PhenotypeRegistry.WallThickness}, axes, flags; a .run.json goes beside it",
            Required = true,
        };
        var masks = new Option<string?>("--masks")
        {
            Description =
                "Folder for the cavity masks: PNG 0/255, a frame's size. Frames of a frame store keep their names; others are named by "
                + "their order, as a file's name may tell who somebody is. S002/cine-03/frame-007.png, for instance, is of the second "
                + "subject in --out, of its third cine, frame_number 7",
        };
        var keepIds = new Option<bool>("--keep-ids") { Description = "Name masks after the pictures of a frames.csv" };
        var cines = new Option<string?>("--cines")
        {
            Description =
                $"Table to write (.csv or .parquet), one row a cine: ED and ES frame, {string.Join(", ", PhenotypeRegistry.Contraction)}",
        };
        var subjects = new Option<string?>("--subjects")
        {
            Description =
                $"Table to write (.csv or .parquet), one row a study of a subject: ED and ES frame, "
                + $"{string.Join(", ", PhenotypeRegistry.Subject)}; flags "
                + "say why there is no volume, or what to doubt in it",
        };
        var segments = new Option<string?>("--segments")
        {
            Description =
                $"Table to write (.csv or .parquet), one row a slice: wall thickness at end-diastole in six sectors "
                + $"({string.Join(", ", WallTable.Columns)}), where the segmenter knows both ventricles",
        };
        var body = new Option<string?>("--body")
        {
            Description =
                "CSV of subject, height_cm, weight_kg, heart_rate_bpm (any of them): --subjects then has body surface, indexed volumes "
                + "and cardiac output",
        };
        var labels = new Option<string?>("--labels")
        {
            Description =
                "CSV to write of the comparison with label maps beside the images (ACDC, M&Ms, ukbb_cardiac, *_mask) or lv_mask: Dice and "
                + "area error a frame; beside --out if no file is named. --subjects then has the labels' volumes, too (_labelled)",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var pattern = CommonOptions.SubjectPattern();
        var segmenter = CommonOptions.SegmenterFile("--model");
        var judge = new Option<string?>("--judge")
        {
            Description =
                $"Outline with another network beside, at half the speed: column {PhenotypeRegistry.LvArea.Name}_judged, and flag "
                + $"{QualityFlags.NetworksDiffer} where its cavity is more than a fifth larger or smaller; for pictures of scanners that "
                + "nobody has looked at yet. The shipped segmenter-judge if no file is named",
            Arity = ArgumentArity.ZeroOrOne,
        }.OrShipped(ModelFiles.Segmenter);
        var views = new Option<int>("--views")
        {
            Description = "Mirrored and turned copies averaged for each outline: 1, 2, 4 or 8",
            DefaultValueFactory = _ => new SegmentationOptions().Views,
        };
        views.AcceptOnlyFromAmong("1", "2", "4", "8");
        var device = CommonOptions.Device();
        var shard = new ShardOption("measure");
        var command = new Command(
            "measure",
            "Outline the left ventricle in every frame and measure it. Ctrl-C writes the cines measured so far. Example: gancmri "
                + "measure --data DIR --out phenotypes.csv --masks masks; on many machines: the same with --shard 0/8 to 7/8, then "
                + "gancmri gather phenotypes.csv"
        )
        {
            data,
            output,
            masks,
            keepIds,
            cines,
            subjects,
            segments,
            body,
            labels,
            pattern,
            segmenter,
            judge,
            views,
            device,
            shard.Option,
        };
        command.SetAction(
            (parsed, cancel) =>
            {
                var files = new MeasurementFiles
                {
                    Frames = parsed.GetRequiredValue(output),
                    Cines = parsed.GetValue(cines),
                    Subjects = parsed.GetValue(subjects),
                    Segments = parsed.GetValue(segments),
                    Masks = parsed.GetValue(masks),
                    Labels = parsed.GetResult(labels) is null
                        ? null
                        : parsed.GetValue(labels) ?? Path.ChangeExtension(parsed.GetRequiredValue(output), ".labels.csv"),
                };
                if (parsed.GetValue(body) is not null && files.Subjects is null)
                    throw new InputException("--body", "--subjects beside it", "none", "name the table that gets volumes by body size");
                MeasuredData Work(Func<MeasurementOptions, IProgress<StageProgress>, MeasuredData> work)
                {
                    var people = parsed.GetValue(body) is { } bodyTable ? BodyTable.Read(bodyTable) : null;
                    var place = TorchDevice.Parse(parsed.GetValue(device));
                    using var network = CommonOptions.LoadSegmenter(parsed.GetValue(segmenter), place);
                    using var other = parsed.GetResult(judge) is null
                        ? null
                        : CommonOptions.LoadJudge(parsed.GetValue(judge), parsed.GetValue(segmenter), place);
                    var options = new MeasurementOptions
                    {
                        Judge = other,
                        Data = parsed.GetRequiredValue(data),
                        Body = people,
                        KeepIds = parsed.GetValue(keepIds),
                        Segmenter = network,
                        Segmentation = new SegmentationOptions { Views = parsed.GetValue(views) },
                        Reading = new CineReaderOptions { SubjectPattern = CommonOptions.Pattern(parsed.GetValue(pattern)) },
                    };
                    var measured = ProgressBars.Run(p => work(options, p));
                    NoteLines.Write(options.Reading.Notes);
                    if (measured.WithoutScale is var unscaled and > 0)
                        Console.Error.WriteLine(
                            $"note: no pixel size in {unscaled} of {measured.Cines.Count()} cines: their areas are in pixels "
                                + "(lv_area_px) and columns in mm stay empty; of pictures, column pixel_mm of a frames.csv gives it "
                                + "(docs/inputs.md)"
                        );
                    return measured;
                }

                RunNote Begun() =>
                    new(
                        parsed,
                        [.. files.All],
                        [.. new Option[] { output, cines, subjects, segments, masks, labels, shard.Option }.Select(o => o.Name)]
                    );

                void Done(RunNote note)
                {
                    var second = parsed.GetResult(judge) is null
                        ? null
                        : CommonOptions.JudgeFile(parsed.GetValue(judge), parsed.GetValue(segmenter));
                    note.Save(
                        [
                            FileDigest.Of(parsed.GetValue(segmenter) ?? ShippedModels.Segmenter),
                            .. second is null ? [] : new[] { FileDigest.Of(second, Path.GetFileName(second) + " (judge)") },
                            .. parsed.GetValue(body) is { } people ? new[] { FileDigest.Of(people) } : [],
                        ],
                        TorchDevice.Parse(parsed.GetValue(device)).ToString()
                    );
                }

                var code = shard.Run(
                    parsed,
                    files.Frames,
                    [.. files.All, RunNote.Beside(files.Frames)],
                    [],
                    whole: () =>
                    {
                        using var taken = OutputLock.OnOutputs([files.Frames, .. files.All]);
                        foreach (var table in files.All.Where(f => f != files.Masks))
                            AtomicFile.Probe(table); // before models are loaded

                        var note = Begun();
                        var measured = Work((options, p) => Measurement.Run(options, files, p, cancel));
                        Done(cancel.IsCancellationRequested ? note.With("stopped", "before all was measured") : note);
                        Print(measured, files);
                        return 0;
                    },
                    part => Work((options, p) => MeasurementShards.Do(options, files, part, p, cancel)),
                    set =>
                    {
                        var note = Begun();
                        var joined = MeasurementShards.Join(files, set);
                        if (joined.Labels is { } compared)
                            LabelLines.Print(compared);
                        Console.WriteLine($"{joined.Frames} frames -> {files.Frames}");
                        Done(note);
                        return 0;
                    }
                );
                cancel.ThrowIfCancellationRequested();
                return Task.FromResult(code);
            }
        );
        return command;
    }

    private static void Print(MeasuredData measured, MeasurementFiles files)
    {
        var volumes = measured.Volumes();
        if (measured.People is { } people)
            Console.WriteLine(
                $"--body: {volumes.Count(v => people.Has(v.Subject))} of {volumes.Count} studies are of a subject in its table"
            );
        if (files.Subjects is not null)
        {
            VolumeNotes.Print(volumes.SelectMany(v => v.Doubts), volumes.Count, "studies");
            if (VolumeNotes.OfAtria(volumes) is { } atria)
                Console.Error.WriteLine(atria);
            if (VolumeNotes.OfNumbers(volumes) is { } numbers)
                Console.Error.WriteLine(numbers);
            if (VolumeNotes.OfCut(measured.CutStudies) is { } cut)
                Console.Error.WriteLine(cut);
        }

        if (measured.IsJudged)
            Console.WriteLine(
                $"--judge: in {Figures.Share(measured.Differing, measured.Frames)} frames two networks' cavities differ by more than a "
                    + $"fifth (flag {QualityFlags.NetworksDiffer})"
            );
        if (measured.IsJudged && files.Subjects is not null)
            Console.WriteLine(
                $"--judge: two networks' LVEF differs by more than {VolumeNotes.EfPoints} points in {VolumeNotes.EfApart(volumes)} studies "
                    + "that have both"
            );
        if (measured.Labels is not null)
            LabelLines.Print(LabelComparison.Of(measured));
        Console.WriteLine($"{measured.Frames} frames, {measured.Cines.Sum(m => m.Cine.MeasuredFrames)} with a cavity -> {files.Frames}");
    }
}
