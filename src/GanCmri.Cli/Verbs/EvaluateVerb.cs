using System.CommandLine;
using System.Globalization;
using GanCmri.Evaluation;
using GanCmri.Imaging;
using GanCmri.Imaging.Store;
using GanCmri.Runtime;

namespace GanCmri.Cli.Verbs;

/// <summary>gancmri evaluate: how far synthetic frames and clips are from real ones.</summary>
internal static class EvaluateVerb
{
    public static Command Build()
    {
        var real = new Option<string>("--real")
        {
            Description = "Frame store, or folder of heart crops (64 or 128 pixels a side)",
            Required = true,
        };
        var synthetic = new Option<string>("--synthetic")
        {
            Description = "The same, or a .npy file of generated images [N, 1, S, S]",
            Required = true,
        };
        var output = new Option<string>("--out")
        {
            Description = "Table (.csv, .parquet): a row a comparison and measure; a .run.json goes beside it",
            Required = true,
        };
        var split = new Option<string>("--split")
        {
            Description =
                "Which real frames of a store: all, train, validation, or test (patients kept untouched, for published figures: "
                + "dataset --test)",
            DefaultValueFactory = _ => "all",
        };
        split.AcceptOnlyFromAmong("all", "train", "validation", "test");
        var resamples = new Option<int>("--resamples")
        {
            Description = "Bootstrap resamples of patients behind each interval; 0 for none",
            DefaultValueFactory = _ => 200,
        };
        var segmenter = CommonOptions.SegmenterFile("--model");
        var extractor = new Option<string?>("--extractor")
        {
            Description =
                "Your own network of frames, TorchScript .pt, [N, 1 or 3, H, W] in [-1, 1] -> [N, F], whose features count instead of "
                + "those of the segmenter's encoder; it is run: use files you trust",
        };
        var clipExtractor = new Option<string?>("--clip-extractor")
        {
            Description = "The same for clips, e.g. I3D, [N, 1 or 3, 16, H, W] -> [N, F]; by default the frames' features are pooled",
        };
        var (seed, device) = (CommonOptions.Seed(), CommonOptions.Device());
        var command = new Command(
            "evaluate",
            "Compares synthetic with real frames and 16-frame clips: kernel (KID) and Frechet distances, precision, recall, density and "
                + "coverage, with intervals over patients. Beside them stands what real patients amount to (real train to real validation "
                + "and the ratio to it, patients left out, halves), and controls that must score worse. "
                + "Example: gancmri evaluate --real store --split test --synthetic phantoms --out distances.csv"
        )
        {
            real,
            synthetic,
            output,
            split,
            resamples,
            segmenter,
            extractor,
            clipExtractor,
            seed,
            device,
        };
        command.SetAction(parsed =>
        {
            var place = TorchDevice.Parse(parsed.GetValue(device));
            if (parsed.GetValue(resamples) < 0)
                throw new InputException("--resamples", "0 or more", "a negative number", "correct it");
            DataSplit? side = parsed.GetValue(split) switch
            {
                "train" => DataSplit.Train,
                "validation" => DataSplit.Validation,
                "test" => DataSplit.Test,
                _ => null,
            };
            var (script, clipScript) = (parsed.GetValue(extractor), parsed.GetValue(clipExtractor));
            if (script is not null && parsed.GetValue(segmenter) is not null)
                throw new InputException("gancmri evaluate", "--segmenter or --extractor", "both", "give one");
            using var frameNetwork = script is null ? null : TorchScriptExtractor.Load(script, place);
            using var clipNetwork = clipScript is null ? null : TorchScriptExtractor.Load(clipScript, place);
            Func<string, DataSplit?, IReadOnlyList<CineSeries>> read = frameNetwork is null ? CropReader.Read : CropReader.ReadAnySize;
            var (a, b) = (read(parsed.GetRequiredValue(real), side), read(parsed.GetRequiredValue(synthetic), null));
            CropReader.RequireOneSize(a, b);
            var store = CropReader.IsStore(parsed.GetRequiredValue(real));
            Remark(store, parsed.GetValue(split)!);
            var trained =
                store && side is DataSplit.Validation or DataSplit.Test ? CropReader.ReadTrained(parsed.GetRequiredValue(real)) : null;
            CineEvaluation.RequirePatients(a, parsed.GetRequiredValue(real));
            CineEvaluation.RequirePatients(b, parsed.GetRequiredValue(synthetic));
            using var encoder = frameNetwork is null ? CommonOptions.LoadSegmenter(parsed.GetValue(segmenter), place) : null;
            var options = new EvaluationOptions { Resamples = parsed.GetValue(resamples), Seed = parsed.GetValue(seed) };
            var evaluator = new Evaluator(
                frameNetwork?.Name ?? SegmenterFeatures.Name,
                frames => frameNetwork is not null ? frameNetwork.Extract(frames) : SegmenterFeatures.Extract(encoder!, frames),
                options
            )
            {
                Split = store ? parsed.GetValue(split)! : "",
                Clips = clipNetwork is null ? null : new ClipExtractor(clipNetwork.Name, clipNetwork.ExtractClips),
            };
            AtomicFile.Probe(parsed.GetRequiredValue(output));
            var begun = new RunNote(parsed, [parsed.GetRequiredValue(output)], output.Name);
            var evaluation = ProgressBars.Run(p => CineEvaluation.Of(evaluator, a, b, trained, p));
            foreach (var note in evaluation.Notes)
                Console.Error.WriteLine($"note: {note}");
            DistanceTable.Write(parsed.GetRequiredValue(output), evaluation.Rows);
            begun.Save(
                new[] { script ?? parsed.GetValue(segmenter) ?? ShippedModels.Segmenter, clipScript }
                    .Concat(new[] { real, synthetic }.Select(o => InputFile(parsed.GetRequiredValue(o))))
                    .OfType<string>()
                    .Select(f => FileDigest.Of(f)),
                place.ToString(),
                options.Seed
            );
            foreach (var r in evaluation.Rows)
                Console.WriteLine(Line(r));
        });
        return command;
    }

    // A frame store's description holds the hash of its frames; other folders are told by the options.
    private static string? InputFile(string data) =>
        CropReader.IsStore(data) ? Path.Combine(data, FrameStore.InfoFile)
        : File.Exists(data) ? data
        : null;

    // Which patients a figure is from decides what it is worth.
    private static void Remark(bool store, string split)
    {
        var note = (store, split) switch
        {
            (false, "all") => null,
            (false, _) => $"--split {split} is for frame stores: the real frames are read whole",
            (true, "all") => "the real frames include those trained on; --split validation or test leaves them out",
            (true, "train") => "the real frames are those trained on: a generator that repeats them looks perfect",
            (true, "validation") =>
                "validation patients may have chosen the checkpoint: publish figures of --split test (a store made with dataset --test)",
            _ => null,
        };
        if (note is not null)
            Console.Error.WriteLine($"note: {note}");
    }

    private static string Line(DistanceRow r) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{r.Unit, -6} {r.Comparison, -31} {r.Measure, -13} "
                + $"{r.Value:G4}{(double.IsNaN(r.Lower) ? "" : $" ({r.Lower:G4} to {r.Upper:G4})")}, n {r.CountA}/{r.CountB} of "
                + $"{r.PatientsA}/{r.PatientsB} subjects{(r.Split.Length > 0 ? $", split {r.Split}" : "")}, {r.Extractor}"
        );
}
