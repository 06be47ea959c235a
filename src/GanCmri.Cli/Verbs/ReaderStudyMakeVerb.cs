using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using GanCmri.Formats.Tables;
using GanCmri.Imaging;
using GanCmri.Imaging.Store;
using GanCmri.Runtime;
using GanCmri.Studies.ReaderStudies;
using GanCmri.Trajectories;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Cli.Verbs;

/// <summary>gancmri reader-study make.</summary>
internal static class ReaderStudyMakeVerb
{
    public static Command Build()
    {
        var real = new Option<string>("--real")
        {
            Description = "Frame store (best: heart crops of one size), folder of pictures, DICOM or NIfTI.",
            Required = true,
        };
        var split = new Option<string>("--split")
        {
            Description = "Which real frames of a store: all, train, validation or test.",
            DefaultValueFactory = _ => "all",
        };
        split.AcceptOnlyFromAmong("all", "train", "validation", "test");
        var task = new Option<string>("--task")
        {
            Description =
                "pairs: two pictures, which is real? ranking: a real video and those of each synthetic source, the most real first.",
            DefaultValueFactory = _ => "pairs",
        };
        task.AcceptOnlyFromAmong("pairs", "ranking");
        var synthetic = new Option<string[]>("--synthetic")
        {
            Description = "Synthetic pictures or cines as --real, or .npy; NAME=PATH names the source. Several for ranking.",
            DefaultValueFactory = _ => [],
            AllowMultipleArgumentsPerToken = true,
        };
        var seeds = new Option<string?>("--seeds")
        {
            Description = "Hearts that the generator makes for the study, e.g. 0-39; a ranking takes one for every video.",
        };
        var models = new Option<string?>("--models")
        {
            Description =
                "Folder with generator.safetensors, for ranking ed-es.json and the motions' files too. "
                + "Default: the shipped models of 128 pixels; sax64: those of 64.",
        };
        var psi = CommonOptions.Psi(0.7);
        var motions = new Option<string[]>("--motions")
        {
            Description = "Motions of hearts made for a ranking, each a source.",
            DefaultValueFactory = _ => [.. MotionWords.All],
            AllowMultipleArgumentsPerToken = true,
        };
        motions.AcceptOnlyFromAmong([.. MotionWords.All]);
        var items = new Option<int?>("--items")
        {
            Description = "Pairs or sets. Default: as many as there can be, at most 40 pairs or 20 sets.",
        };
        var side = new Option<int?>("--side")
        {
            Description = "Side of all pictures in pixels. Default: that of the smallest; nothing is made larger.",
        };
        var output = new Option<string>("--out")
        {
            Description = "The page for readers, .html: one file, works without a network.",
            Required = true,
        };
        var key = new Option<string>("--key") { Description = "The truth, .csv: for score, not for readers.", Required = true };
        var (seed, device) = (CommonOptions.Seed(), CommonOptions.Device());
        var verb = new Command(
            "make",
            """
            Writes a blinded page for readers and, apart from it, the key. Real and synthetic pictures are brought to one size, one scale of
            grey, 8 bits and one encoding, in random order under random names. Readers answer by keys or touch, pause, go on later, and save
            their answers as CSV.
            Example: gancmri reader-study make --real store --split test --seeds 0-39 --out study.html --key key.csv
            Example: gancmri reader-study make --task ranking --real store --seeds 0-59 --out videos.html --key videos-key.csv
            """
        )
        {
            real,
            split,
            task,
            synthetic,
            seeds,
            models,
            psi,
            motions,
            items,
            side,
            output,
            key,
            seed,
            device,
        };
        verb.SetAction(
            (parsed, cancel) =>
            {
                var (page, truth) = (parsed.GetRequiredValue(output), parsed.GetRequiredValue(key));
                if (Path.GetFullPath(page) == Path.GetFullPath(truth))
                    throw new InputException("--key", "another file than --out", "the same", "name two files");
                if (TableFileName.IsParquet(truth))
                    throw new InputException("--key", "a .csv file", "another", "name it key.csv");
                var options = new ReaderStudyOptions
                {
                    Task = parsed.GetValue(task) == "pairs" ? ReaderTask.Pairs : ReaderTask.Ranking,
                    Real = parsed.GetRequiredValue(real),
                    Split = parsed.GetValue(split) switch
                    {
                        "train" => DataSplit.Train,
                        "validation" => DataSplit.Validation,
                        "test" => DataSplit.Test,
                        _ => null,
                    },
                    Synthetic = Folders(parsed.GetRequiredValue(synthetic)),
                    Items = parsed.GetValue(items),
                    Side = parsed.GetValue(side),
                    Seed = parsed.GetValue(seed),
                    Hearts = parsed.GetValue(seeds) is not { } numbers
                        ? null
                        : new HeartsToMake(
                            parsed.GetValue(models),
                            SeedList.Parse(numbers),
                            parsed.GetValue(psi),
                            [.. parsed.GetRequiredValue(motions).Select(m => MotionWords.Parse(m)!.Value).Distinct()],
                            TorchDevice.Parse(parsed.GetValue(device))
                        ),
                };
                using var taken = OutputLock.OnOutputs(page, truth);
                AtomicFile.Probe(truth);
                var study = ProgressBars.Run(p =>
                    ReaderStudyMaker.Make(options, note => Console.Error.WriteLine("note: " + note), p, cancel)
                );
                ReaderKey.Write(truth, study);
                ReaderPage.Write(page, study);
                var what = study.Task == ReaderTask.Pairs ? "pairs" : $"sets of {study.Items[0].Pictures.Count} videos";
                Console.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{study.Items.Count} {what}, {study.Side} x {study.Side} pixels: {page} "
                            + $"({new FileInfo(page).Length / 1e6:0.0} MB). The truth is in {truth}: keep it from readers."
                    )
                );
                return Task.FromResult(0);
            }
        );
        return verb;
    }

    private static SyntheticFolder[] Folders(string[] given) =>
        Array.ConvertAll(
            given,
            text =>
            {
                var at = text.IndexOf('=', StringComparison.Ordinal);
                if (at > 0 && !Path.Exists(text))
                    return new SyntheticFolder(text[..at], text[(at + 1)..]);
                return new SyntheticFolder(
                    given.Length == 1 ? MadeHearts.Pictures : Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(text)),
                    text
                );
            }
        );
}
