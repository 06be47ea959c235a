using System.CommandLine;
using System.Globalization;
using CsvHelper;
using GanCmri.Evaluation;
using GanCmri.Evaluation.Audit;
using GanCmri.Imaging;
using GanCmri.Phenotypes;
using GanCmri.Runtime;

namespace GanCmri.Cli.Verbs;

/// <summary>gancmri audit: does the generator give away its training patients?</summary>
internal static class AuditVerb
{
    public static Command Build()
    {
        var train = new Option<string>("--train") { Description = "Frame store (its training side), or folder of heart crops the generator was trained on; folders are read whole", Required = true };
        var holdout = new Option<string>("--holdout") { Description = "Frame store (its validation side), or folder of crops of other patients, read whole: the yardstick", Required = true };
        var synthetic = new Option<string>("--synthetic") { Description = "Folder of synthetic crops, or a .npy file [N, 1, S, S]", Required = true };
        var output = new Option<string>("--out") { Description = "Folder for suspects-<space>.csv, the first 48 of them beside the training frames they resemble (suspects-<space>.png), and verdict.txt", Required = true };
        var model = new Option<string?>("--model") { Description = "Segmenter (.safetensors) for the feature space; the shipped one by default" };
        var (seed, device) = (CommonOptions.Seed(), CommonOptions.Device());
        var command = new Command("audit",
            "Search synthetic frames for near copies of training frames, in pixels and in segmenter features, and try membership inference. "
            + "Example: gancmri audit --train store --holdout store --synthetic fakes.npy --out audit")
        { train, holdout, synthetic, output, model, seed, device };
        command.SetAction(parsed =>
        {
            var place = TorchDevice.Parse(parsed.GetValue(device));
            string[] paths = [parsed.GetRequiredValue(train), parsed.GetRequiredValue(holdout), parsed.GetRequiredValue(synthetic)];
            DataSplit?[] sides = [DataSplit.Train, DataSplit.Validation, null];
            var cines = paths.Zip(sides, CropReader.Read).ToArray();
            CropReader.RequireOneSize(cines);
            var sets = cines.Zip(paths, Frames).ToArray();
            var (seen, unseen, made) = (sets[0], sets[1], sets[2]);
            using var segmenter = parsed.GetValue(model) is { } file ? Segmenter.Load(file, place) : Segmenter.Shipped(place);
            IAuditSpace[] spaces = [new PixelSpace(), new FeatureSpace(SegmenterFeatures.Name, frames => SegmenterFeatures.Extract(segmenter, frames))];
            var options = new EvaluationOptions { Seed = parsed.GetValue(seed) };
            AtomicFile.Probe(Path.Combine(parsed.GetRequiredValue(output), "verdict.txt"));
            var reports = ProgressBars.Run(p => spaces.Select((space, i) =>
            {
                p.Report(new StageProgress("audit", i, spaces.Length, "spaces"));
                return new PrivacyAudit(space, options: options).Run(seen, unseen, made);
            }).ToArray());
            foreach (var report in reports)
            {
                WriteSuspects(parsed.GetRequiredValue(output), report);
                DrawSuspects(parsed.GetRequiredValue(output), report, made, seen);
            }

            var verdict = string.Join(Environment.NewLine, reports.Select(r => $"{r.Space}: {r.Verdict}")) + Environment.NewLine;
            AtomicFile.WriteText(Path.Combine(parsed.GetRequiredValue(output), "verdict.txt"), verdict);
            Console.Write(verdict);
        });
        return command;
    }

    private static FrameSet Frames(IReadOnlyList<CineSeries> cines, string path)
    {
        var frames = FrameSet.Of(cines);
        return frames.Patients.Distinct().Count() >= 3 ? frames
            : throw new InputException(path, "at least 3 subjects", "fewer", "add more: an audit needs neighbours to compare with");
    }

    private static string FileOf(string folder, AuditReport report, string ending) => Path.Combine(folder, $"suspects-{report.Space.Replace(' ', '-')}{ending}");

    // Pairs from left to right, the most suspicious first: the synthetic frame, then the training frame.
    private static void DrawSuspects(string folder, AuditReport report, FrameSet made, FrameSet seen)
    {
        const int Most = 48, Pairs = 4;
        GrayImage[] images = [.. report.Suspects.Take(Most).SelectMany(s => (GrayImage[])[made.Frames[s.Synthetic], seen.Frames[s.Train]])];
        var path = FileOf(folder, report, ".png");
        if (images.Length > 0) Pictures.SaveGrid(images, 2 * Pairs, GrayRange.Signed, path, scale: 2);
        else File.Delete(path); // an earlier audit's
    }

    private static void WriteSuspects(string folder, AuditReport report) =>
        AtomicFile.Write(FileOf(folder, report, ".csv"), stream =>
        {
            using var text = new StreamWriter(stream, leaveOpen: true);
            using var csv = new CsvWriter(text, CultureInfo.InvariantCulture);
            csv.WriteRecords(report.Suspects);
        });
}
