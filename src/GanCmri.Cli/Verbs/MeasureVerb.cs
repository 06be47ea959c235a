using System.CommandLine;
using GanCmri.Evaluation;
using GanCmri.Imaging;
using GanCmri.Phenotypes;
using GanCmri.Runtime;

namespace GanCmri.Cli.Verbs;

/// <summary>gancmri measure: cines in, phenotypes out.</summary>
internal static class MeasureVerb
{
    public static Command Build()
    {
        var data = new Option<string>("--data") { Description = "Folder or file of cines: DICOM, NIfTI, pictures with or without frames.csv", Required = true };
        var output = new Option<string>("--out") { Description = $"CSV with one row a frame: {PhenotypeRegistry.LvArea}, {PhenotypeRegistry.Sphericity}, {PhenotypeRegistry.WallThickness}, axes, flags", Required = true };
        var masks = new Option<string?>("--masks") { Description = "Folder for the cavity masks: PNG 0/255, a frame's size, under the frame's name" };
        var cines = new Option<string?>("--cines") { Description = $"CSV with one row a cine: ED and ES frame, {string.Join(", ", PhenotypeRegistry.Contraction)}" };
        var subjects = new Option<string?>("--subjects") { Description = $"CSV with one row a subject whose slice positions are known: {string.Join(", ", PhenotypeRegistry.Subject)}" };
        var labels = new Option<string?>("--labels")
        {
            Description = "Compare with label maps beside the images (ACDC, M&Ms, ukbb_cardiac, *_mask) or lv_mask: CSV with Dice and area error a frame; beside --out if no file is named",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var pattern = CommonOptions.SubjectPattern();
        var model = new Option<string?>("--model") { Description = "Segmenter (.safetensors); the shipped one by default" };
        var views = new Option<int>("--views") { Description = "Mirrored and turned copies averaged for each outline: 1, 2, 4 or 8", DefaultValueFactory = _ => new SegmentationOptions().Views };
        views.AcceptOnlyFromAmong("1", "2", "4", "8");
        var device = CommonOptions.Device();
        var command = new Command(
            "measure",
            "Outline the left ventricle in every frame and measure it. Ctrl-C writes the cines measured so far. Example: gancmri measure --data DIR --out phenotypes.csv --masks masks")
        { data, output, masks, cines, subjects, labels, pattern, model, views, device };
        command.SetAction((parsed, cancel) =>
        {
            var place = TorchDevice.Parse(parsed.GetValue(device));
            var agreement = parsed.GetResult(labels) is null ? null : new LabelAgreement();
            var agreementTable = agreement is null ? null : parsed.GetValue(labels) ?? Path.ChangeExtension(parsed.GetRequiredValue(output), ".labels.csv");
            foreach (var table in new[] { agreementTable, parsed.GetValue(output), parsed.GetValue(cines), parsed.GetValue(subjects) })
            {
                if (table is not null) AtomicFile.Probe(table);
            }

            using var segmenter = parsed.GetValue(model) is { } file ? Segmenter.Load(file, place) : Segmenter.Shipped(place);
            var options = new SegmentationOptions { Views = parsed.GetValue(views) };
            var maskFiles = parsed.GetValue(masks) is { } folder ? new MaskFiles(folder) : null;
            var reading = new CineReaderOptions { Labels = agreement is not null, SubjectPattern = CommonOptions.Pattern(parsed.GetValue(pattern)) };
            var stacks = ProgressBars.Run(p => Measure(CineReader.Stacks(parsed.GetRequiredValue(data), reading), segmenter, options, maskFiles, agreement, p, cancel));
            NoteLines.Write(reading.Notes);
            var measured = stacks.SelectMany(s => s).ToArray();
            var whole = cancel.IsCancellationRequested ? stacks.SkipLast(1) : stacks; // a volume needs every slice
            PhenotypeTables.WriteFrames(parsed.GetRequiredValue(output), measured);
            if (parsed.GetValue(cines) is { } cineTable) PhenotypeTables.WriteCines(cineTable, measured);
            if (parsed.GetValue(subjects) is { } subjectTable) PhenotypeTables.WriteSubjects(subjectTable, MeasuredCine.Volumes(whole));
            if (agreement?.Frames > 0) agreement.Write(agreementTable!);
            foreach (var line in agreement?.Summary() ?? []) Console.WriteLine(line);
            if (agreement?.Frames == 0) Console.Error.WriteLine("note: no frame came with a label map or lv_mask: no table of --labels");
            var frames = measured.Sum(m => m.Frames.Count);
            Console.WriteLine($"{frames} frames, {measured.Sum(m => m.Cine.MeasuredFrames)} with a cavity -> {parsed.GetRequiredValue(output)}");
            cancel.ThrowIfCancellationRequested();
            return Task.FromResult(0);
        });
        return command;
    }

    // The cines of each stack; after Ctrl-C the last stack may lack some.
    private static List<List<MeasuredCine>> Measure(IEnumerable<CineStack> read, Segmenter segmenter, SegmentationOptions options, MaskFiles? masks, LabelAgreement? agreement, IProgress<StageProgress> progress, CancellationToken cancel)
    {
        var stacks = new List<List<MeasuredCine>>();
        var done = 0L;
        foreach (var stack in read)
        {
            stacks.Add([]);
            foreach (var series in stack.Series)
            {
                if (cancel.IsCancellationRequested) return stacks;
                var index = 0;
                stacks[^1].Add(MeasuredCine.Of(segmenter, series, options, (name, outline) =>
                {
                    agreement?.Add(series, index++, outline);
                    masks?.Write(series.Subject, series.Slice, name, outline.Cavity);
                    progress.Report(new StageProgress("measure", ++done, 0, "frames"));
                }));
            }
        }

        return stacks;
    }
}
