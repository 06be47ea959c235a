using System.CommandLine;
using GanCmri.Evaluation;
using GanCmri.Evaluation.Audit;
using GanCmri.Formats.Tables;
using GanCmri.Imaging;
using GanCmri.Imaging.Pictures;
using GanCmri.Imaging.Store;
using GanCmri.Reports.Plotting;
using GanCmri.Runtime;

namespace GanCmri.Cli.Verbs;

/// <summary>gancmri audit: does the generator give away its training patients?</summary>
internal static class AuditVerb
{
    public static Command Build()
    {
        var train = new Option<string>("--train")
        {
            Description = "Frame store (its training side), or folder of heart crops the generator was trained on; folders are read whole",
            Required = true,
        };
        var holdout = new Option<string>("--holdout")
        {
            Description = "Frame store (its validation side), or folder of crops of other patients, read whole: the yardstick",
            Required = true,
        };
        var synthetic = new Option<string>("--synthetic")
        {
            Description = "Folder of synthetic crops, or a .npy file [N, 1, S, S]",
            Required = true,
        };
        var output = new Option<string>("--out")
        {
            Description =
                "Folder for suspects-<space>.csv, the first 48 of them beside the training frames they resemble "
                + "(suspects-<space>.png), the share of planted copies found (sensitivity.csv and .png), and verdict.txt",
            Required = true,
        };
        var side = new Option<string>("--split")
        {
            Description = "Which side of a store is the holdout: validation, or test",
            DefaultValueFactory = _ => "validation",
        };
        side.AcceptOnlyFromAmong("validation", "test");
        var (seed, shard) = (CommonOptions.Seed(), new ShardOption("audit"));
        var command = new Command(
            "audit",
            "Searches synthetic frames for near copies of training frames (shifted, turned or mirrored ones too), in pixels and in local "
                + "contrast, and tries membership inference. The yardsticks are holdout patients, and training patients against each "
                + "other; planted copies show what the search can find. "
                + "Example: gancmri audit --train store --holdout store --synthetic fakes.npy --out audit. On many machines: the same "
                + "with --shard 0/8 to 7/8, then gancmri gather audit."
        )
        {
            train,
            holdout,
            synthetic,
            output,
            side,
            seed,
            shard.Option,
        };
        command.SetAction(parsed =>
        {
            string[] paths = [parsed.GetRequiredValue(train), parsed.GetRequiredValue(holdout), parsed.GetRequiredValue(synthetic)];
            DataSplit?[] sides = [DataSplit.Train, parsed.GetValue(side) == "test" ? DataSplit.Test : DataSplit.Validation, null];
            var cines = paths.Zip(sides, CropReader.Read).ToArray();
            CropReader.RequireOneSize(cines);
            var sets = cines.Zip(paths, Frames).ToArray();
            var (seen, unseen, made) = (sets[0], sets[1], sets[2]);
            AuditView[] spaces = [AuditView.Pixels, AuditView.LocalContrast];
            var options = new EvaluationOptions { Seed = parsed.GetValue(seed) };
            AuditReport[] Reports(Func<AuditView, AuditReport> audit) =>
                ProgressBars.Run(p =>
                    spaces
                        .Select(
                            (space, i) =>
                            {
                                p.Report(new StageProgress("audit", i, spaces.Length, "spaces"));
                                return audit(space);
                            }
                        )
                        .ToArray()
                );
            PrivacyAudit Audit(AuditView space) => new(space, options: options);
            var folder = parsed.GetRequiredValue(output);
            return shard.Run(
                parsed,
                folder,
                [folder],
                [],
                whole: () =>
                {
                    using var taken = OutputLock.OnFolder(folder);
                    return Write(folder, Reports(space => Audit(space).Run(seen, unseen, made)), made, seen);
                },
                part => AuditShards.Do(spaces, seen, unseen, made, part),
                set => Write(folder, Reports(space => Audit(space).Run(seen, unseen, made, AuditShards.Join(space, set))), made, seen)
            );
        });
        return command;
    }

    private static int Write(string folder, AuditReport[] reports, FrameSet made, FrameSet seen)
    {
        foreach (var report in reports)
        {
            WriteSuspects(folder, report);
            DrawSuspects(folder, report, made, seen);
        }

        WriteSensitivity(folder, [.. reports.SelectMany(r => r.Sensitivity)]);
        var verdict = string.Concat(
            reports.Select(r =>
                $"{r.Space}: {r.Verdict}{Environment.NewLine}{r.Space}: of {r.Sensitivity[0].Planted} planted copies it finds: "
                + $"{PlantedShare.Describe(r.Sensitivity)}{Environment.NewLine}"
            )
        );
        AtomicFile.WriteText(Path.Combine(folder, "verdict.txt"), verdict);
        Console.Write(verdict);
        return 0;
    }

    private static FrameSet Frames(IReadOnlyList<CineSeries> cines, string path)
    {
        var frames = FrameSet.Of(cines);
        return frames.Patients.Distinct().Count() >= 3
            ? frames
            : throw new InputException(path, "at least 3 subjects", "fewer", "add more: an audit needs neighbours to compare with");
    }

    private static string FileOf(string folder, AuditReport report, string ending) =>
        Path.Combine(folder, $"suspects-{report.Space.Replace(' ', '-')}{ending}");

    // Pairs from left to right, the most suspicious first: the synthetic frame, then the training frame.
    private static void DrawSuspects(string folder, AuditReport report, FrameSet made, FrameSet seen)
    {
        const int Most = 48,
            Pairs = 4;
        GrayImage[] images = [.. report.Suspects.Take(Most).SelectMany(s => (GrayImage[])[made.Frames[s.Synthetic], seen.Frames[s.Train]])];
        var path = FileOf(folder, report, ".png");
        if (images.Length > 0)
            PngPictures.SaveGrid(images, 2 * Pairs, GrayRange.Signed, path, scale: 2);
        else
            File.Delete(path); // an earlier audit's
    }

    private static void WriteSensitivity(string folder, PlantedShare[] shares)
    {
        CsvFile.WriteRecords(Path.Combine(folder, "sensitivity.csv"), shares);
        var spaces = shares.GroupBy(s => s.Space).ToArray();
        string[] names =
        [
            .. spaces[0]
                .Select(s => FormattableString.Invariant($"{s.Disguise} {(s.Unit.Length > 0 ? $"{s.Strength:0.#}" : "")}").TrimEnd()),
        ];
        Curve[] curves = [.. spaces.Select(g => new Curve(g.Key, [.. g.Select((_, i) => (double)i)], [.. g.Select(s => 100 * s.Share)]))];
        AtomicFile.WriteBytes(Path.Combine(folder, "sensitivity.png"), Plots.Categories(names, curves, "Planted copies found (%)").Bytes);
    }

    private static void WriteSuspects(string folder, AuditReport report) =>
        CsvFile.WriteRecords(FileOf(folder, report, ".csv"), report.Suspects);
}
