using System.CommandLine;
using GanCmri.Evaluation;
using GanCmri.Imaging;
using GanCmri.Imaging.Subjects;
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
        var subjects = new Option<string?>("--subjects") { Description = $"CSV with one row a study of a subject: {string.Join(", ", PhenotypeRegistry.Subject)}; flags say why there is no volume" };
        var segments = new Option<string?>("--segments") { Description = $"CSV with one row a slice: wall thickness at end-diastole in six sectors ({string.Join(", ", WallTable.Columns)}), where the segmenter knows both ventricles" };
        var body = new Option<string?>("--body") { Description = "CSV of subject, height_cm, weight_kg, heart_rate_bpm (any of them): --subjects then has body surface, indexed volumes and cardiac output" };
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
        { data, output, masks, cines, subjects, segments, body, labels, pattern, model, views, device };
        command.SetAction((parsed, cancel) =>
        {
            var place = TorchDevice.Parse(parsed.GetValue(device));
            var agreement = parsed.GetResult(labels) is null ? null : new LabelAgreement();
            var agreementTable = agreement is null ? null : parsed.GetValue(labels) ?? Path.ChangeExtension(parsed.GetRequiredValue(output), ".labels.csv");
            foreach (var table in new[] { agreementTable, parsed.GetValue(output), parsed.GetValue(cines), parsed.GetValue(subjects), parsed.GetValue(segments) })
            {
                if (table is not null) AtomicFile.Probe(table);
            }

            var people = parsed.GetValue(body) is { } bodyTable ? BodyTable.Read(bodyTable) : null;
            using var segmenter = parsed.GetValue(model) is { } file ? Segmenter.Load(file, place) : Segmenter.Shipped(place);
            var options = new SegmentationOptions { Views = parsed.GetValue(views) };
            var maskFiles = parsed.GetValue(masks) is { } folder ? new MaskFiles(folder) : null;
            var reading = new CineReaderOptions { Labels = agreement is not null, SubjectPattern = CommonOptions.Pattern(parsed.GetValue(pattern)) };
            var stacks = ProgressBars.Run(p => MeasuredStacks.Of(CineReader.Stacks(parsed.GetRequiredValue(data), reading), segmenter, options, Outlined, p, cancel));
            NoteLines.Write(reading.Notes);
            void Outlined(CineSeries series, int index, Segmentation outline)
            {
                agreement?.Add(series, index, outline);
                maskFiles?.Write(series.Subject, series.Slice, series.Frames[index].Name, outline.Cavity);
            }

            var measured = stacks.SelectMany(s => s).ToArray();
            var whole = cancel.IsCancellationRequested ? stacks.SkipLast(1) : stacks; // a volume needs every slice
            PhenotypeTables.WriteFrames(parsed.GetRequiredValue(output), measured);
            if (parsed.GetValue(cines) is { } cineTable) PhenotypeTables.WriteCines(cineTable, measured);
            if (parsed.GetValue(segments) is { } segmentTable) WallTable.Write(segmentTable, measured);
            var volumes = StudyVolumes.Of(whole);
            if (people is not null)
            {
                volumes = [.. volumes.Select(v => v.With(people.Of(v.Subject)))];
                Console.WriteLine($"--body: {volumes.Count(v => people.Has(v.Subject))} of {volumes.Count} studies are of a subject in {parsed.GetValue(body)}");
            }

            if (parsed.GetValue(subjects) is { } subjectTable) WriteSubjects(subjectTable, volumes);
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

    private static void WriteSubjects(string table, IReadOnlyList<StudyVolumes> volumes)
    {
        PhenotypeTables.WriteSubjects(table, volumes);
        foreach (var why in volumes.Where(v => v.Doubt.Length > 0).GroupBy(v => v.Doubt))
            Console.Error.WriteLine($"note: {(why.First().Measures is not null ? "no ejection fraction" : "no volume")}, as {VolumeDoubts.Explain(why.Key)} ({why.Key}): {why.Count()} of {volumes.Count} studies");
    }
}
