using System.CommandLine;
using System.Globalization;
using System.IO.Enumeration;
using GanCmri.Imaging;
using GanCmri.Imaging.Hearts;
using GanCmri.Imaging.Store;
using GanCmri.Imaging.Subjects;
using GanCmri.Runtime;
using GanCmri.Studies.Sharding;
using Spectre.Console;

namespace GanCmri.Cli.Verbs;

/// <summary>gancmri dataset: cines in, a frame store for training out.</summary>
internal static class DatasetVerb
{
    public static Command Build()
    {
        var data = new Option<string>("--data")
        {
            Description =
                "Folder or file of cines: DICOM, NIfTI, pictures; with a frames.csv (columns patient or subject, image; if there "
                + "slice, instance or frame, time_ms, phase, pixel_mm, pathology, lv_mask) nothing is guessed",
            Required = true,
        };
        var output = new Option<string>("--out")
        {
            Description =
                "Folder for frames.bin, frames.csv, dataset.json and contact-sheet.png (the crops to look at, doubtful ones in red)",
            Required = true,
        };
        var resolution = new Option<int>("--resolution")
        {
            Description = "Side of each frame, pixels, 8 to 1024",
            DefaultValueFactory = _ => 64,
        };
        var field = new Option<double>("--field-mm")
        {
            Description = "Side of the square around the heart, mm",
            DefaultValueFactory = _ => new HeartCrop().FieldMm,
        };
        var validation = new Option<double?>("--validation")
        {
            Description = "Share of the subjects with usable frames held out, 0 to 0.9; by default 0.2, or none of fewer than three",
        };
        var test = new Option<double>("--test")
        {
            Description =
                "Share of the subjects kept untouched, neither trained on nor looked at to choose a network: for figures that are "
                + "published (evaluate --split test); 0 to 0.9, and some must be left to train on",
        };
        var seed = CommonOptions.Seed();
        var links = new Option<string[]>("--links")
        {
            Description = $"CSV of two ids a line that are one person; every {SubjectLinks.TableName} below --data by default",
        };
        var keepIds = new Option<bool>("--keep-ids") { Description = "Also write subjects.csv: which source id each pseudonym stands for" };
        var pattern = CommonOptions.SubjectPattern();
        var asIs = new Option<bool>("--as-is")
        {
            Description = "Take square pictures as they are, already cropped, instead of finding the heart; --field-mm is then their side",
        };
        var sources = new Option<bool>("--sources")
        {
            Description =
                "The folders directly below --data are sources (centres, collections), not people: their names go into the column source "
                + "of frames.csv",
        };
        var shard = new ShardOption("dataset");
        var labels = new Option<bool>("--labels")
        {
            Description =
                "Whether to take label maps beside images (ACDC, M&Ms, ukbb_cardiac) as their cavity: for the crop's centre and "
                + "lv_area_px; else they are left out",
        };
        var command = new Command(
            "dataset",
            "Crop cines around the left ventricle into a frame store for training, split by patient. Example: gancmri dataset --data "
                + "DIR --out store --resolution 64. On many machines: the same with --shard 0/8 to 7/8, then gancmri gather store."
        )
        {
            data,
            output,
            resolution,
            field,
            validation,
            test,
            seed,
            links,
            keepIds,
            pattern,
            asIs,
            labels,
            sources,
            shard.Option,
        };
        command.SetAction(
            (parsed, cancellation) =>
            {
                var untouched = InRange("--test", parsed.GetValue(test), 0, 0.9);
                var share = parsed.GetValue(validation) is { } given ? InRange("--validation", given, 0, 0.9) : (double?)null;
                if ((share ?? DatasetOptions.UsualValidation) + untouched > 0.95)
                    throw new InputException(
                        "--validation and --test",
                        "0.95 together at most, so that some are trained on",
                        FormattableString.Invariant($"{(share ?? DatasetOptions.UsualValidation) + untouched}"),
                        "choose smaller ones"
                    );
                var reading = new CineReaderOptions
                {
                    SubjectPattern = CommonOptions.Pattern(parsed.GetValue(pattern)),
                    Labels = parsed.GetValue(labels),
                };
                var options = new DatasetOptions
                {
                    Crop = new HeartCrop
                    {
                        Resolution = InRange("--resolution", parsed.GetValue(resolution), 8, 1024),
                        FieldMm = InRange("--field-mm", parsed.GetValue(field), 20, 1000),
                    },
                    Validation = share,
                    AsIs = parsed.GetValue(asIs),
                    Test = untouched,
                    Seed = parsed.GetValue(seed),
                    KeepIds = parsed.GetValue(keepIds),
                    Notes = reading.Notes,
                    SourcesIn = parsed.GetValue(sources) ? parsed.GetRequiredValue(data) : null,
                };
                var (from, to) = (parsed.GetRequiredValue(data), parsed.GetRequiredValue(output));
                try
                {
                    return Task.FromResult(
                        shard.Run(
                            parsed,
                            to,
                            [to],
                            [],
                            whole: () =>
                                Summarise(
                                    ProgressBars.Run(p =>
                                        DatasetBuilder.Build(CineReader.Stacks(from, reading), People(), to, options, p, cancellation)
                                    ),
                                    to
                                ),
                            part => ProgressBars.Run(p => DatasetShards.Do(from, People(), reading, options, part, p, cancellation)),
                            set => Summarise(ProgressBars.Run(p => DatasetShards.Join(set, to, options, p, cancellation)), to),
                            folder: to
                        )
                    );
                }
                finally
                {
                    NoteLines.Write(reading.Notes);
                }

                SubjectLinks People() =>
                    parsed.GetValue(links) is { Length: > 0 } tables ? SubjectLinks.Read(tables) : SubjectLinks.Below(from);
            }
        );
        return command;
    }

    private static T InRange<T>(string option, T value, T least, T most)
        where T : IComparable<T> =>
        value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0
            ? value
            : throw new InputException(
                option,
                FormattableString.Invariant($"{least} to {most}"),
                FormattableString.Invariant($"{value}"),
                "choose another"
            );

    private static int Summarise(FrameStoreInfo info, string folder)
    {
        using var store = FrameStore.Open(folder);
        var table = new Table().AddColumns("Pathology", "Split", "Subjects", "Series", "Frames");
        foreach (var group in store.Rows.GroupBy(r => (r.Pathology, r.Split)).OrderBy(g => g.Key))
            Row(group.Key.Pathology, $"{group.Key.Split}", group);
        Row("all", "", store.Rows);
        AnsiConsole.Write(table);
        foreach (var reason in info.Omitted.GroupBy(o => o.Reason))
            Console.WriteLine($"left out: {reason.Sum(o => o.Frames)} frames of {reason.Count()} series: {reason.Key}");
        foreach (var reason in info.Doubtful.GroupBy(o => o.Reason))
            Console.WriteLine(
                $"doubtful, red in contact-sheet.png: {reason.Key}: "
                    + $"{string.Join(", ", reason.Take(10).Select(o => o.Series))}{(reason.Count() > 10 ? ", ..." : "")}"
            );
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{info.Count} frames of {info.Resolution} x {info.Resolution}, {info.FieldMm:0.#} mm a side, SHA-256 "
                    + $"{info.FramesSha256[..16]}"
            )
        );
        return 0;

        void Row(string pathology, string split, IEnumerable<FrameRow> rows) =>
            table.AddRow(
                Markup.Escape(pathology),
                split.ToLowerInvariant(),
                $"{rows.DistinctBy(r => r.Subject).Count()}",
                $"{rows.DistinctBy(r => r.Series).Count()}",
                $"{rows.Count()}"
            );
    }
}
