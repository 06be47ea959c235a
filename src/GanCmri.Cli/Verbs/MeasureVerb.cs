using System.CommandLine;
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
        var model = new Option<string?>("--model") { Description = "Segmenter (.safetensors); the shipped one by default" };
        var views = new Option<int>("--views") { Description = "Mirrored and turned copies averaged for each outline: 1, 2, 4 or 8", DefaultValueFactory = _ => new SegmentationOptions().Views };
        views.AcceptOnlyFromAmong("1", "2", "4", "8");
        var device = CommonOptions.Device();
        var command = new Command(
            "measure",
            "Outline the left ventricle in every frame and measure it. Ctrl-C writes the cines measured so far. Example: gancmri measure --data DIR --out phenotypes.csv --masks masks")
        { data, output, masks, cines, subjects, model, views, device };
        command.SetAction((parsed, cancel) =>
        {
            var place = TorchDevice.Parse(parsed.GetValue(device));
            foreach (var table in new[] { parsed.GetValue(output), parsed.GetValue(cines), parsed.GetValue(subjects) })
            {
                if (table is not null) AtomicFile.Probe(table);
            }

            using var segmenter = parsed.GetValue(model) is { } file ? Segmenter.Load(file, place) : Segmenter.Shipped(place);
            var options = new SegmentationOptions { Views = parsed.GetValue(views) };
            var maskFiles = parsed.GetValue(masks) is { } folder ? new MaskFiles(folder) : null;
            var stacks = ProgressBars.Run(p => Measure(parsed.GetRequiredValue(data), segmenter, options, maskFiles, p, cancel));
            var measured = stacks.SelectMany(s => s).ToArray();
            var whole = cancel.IsCancellationRequested ? stacks.SkipLast(1) : stacks; // a volume needs every slice
            PhenotypeTables.WriteFrames(parsed.GetRequiredValue(output), measured);
            if (parsed.GetValue(cines) is { } cineTable) PhenotypeTables.WriteCines(cineTable, measured);
            if (parsed.GetValue(subjects) is { } subjectTable) PhenotypeTables.WriteSubjects(subjectTable, MeasuredCine.Volumes(whole));
            var frames = measured.Sum(m => m.Frames.Count);
            Console.WriteLine($"{frames} frames, {measured.Sum(m => m.Cine.MeasuredFrames)} with a cavity -> {parsed.GetRequiredValue(output)}");
            cancel.ThrowIfCancellationRequested();
            return Task.FromResult(0);
        });
        return command;
    }

    // The cines of each stack; after Ctrl-C the last stack may lack some.
    private static List<List<MeasuredCine>> Measure(string data, Segmenter segmenter, SegmentationOptions options, MaskFiles? masks, IProgress<StageProgress> progress, CancellationToken cancel)
    {
        var stacks = new List<List<MeasuredCine>>();
        var done = 0L;
        foreach (var stack in CineReader.Stacks(data))
        {
            stacks.Add([]);
            foreach (var series in stack.Series)
            {
                if (cancel.IsCancellationRequested) return stacks;
                stacks[^1].Add(MeasuredCine.Of(segmenter, series, options, (name, outline) =>
                {
                    masks?.Write(series.Subject, series.Slice, name, outline.Cavity);
                    progress.Report(new StageProgress("measure", ++done, 0, "frames"));
                }));
            }
        }

        return stacks;
    }
}
