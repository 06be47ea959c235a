using System.CommandLine;
using GanCmri.Imaging;
using GanCmri.Runtime;
using Spectre.Console;

namespace GanCmri.Cli.Verbs;

/// <summary>gancmri dataset: cines in, a frame store for training out.</summary>
internal static class DatasetVerb
{
    public static Command Build()
    {
        var data = new Option<string>("--data") { Description = "Folder or file of cines: DICOM, NIfTI, pictures with or without frames.csv", Required = true };
        var output = new Option<string>("--out") { Description = "Folder for frames.bin, frames.csv and dataset.json", Required = true };
        var resolution = new Option<int>("--resolution") { Description = "Side of each frame, pixels, 8 to 1024", DefaultValueFactory = _ => 64 };
        var field = new Option<double>("--field-mm") { Description = "Side of the square around the heart, mm", DefaultValueFactory = _ => new HeartCrop().FieldMm };
        var validation = new Option<double>("--validation") { Description = "Share of the subjects held out, 0 to 0.9", DefaultValueFactory = _ => 0.2 };
        var test = new Option<double>("--test") { Description = "Share of the subjects kept untouched, neither trained on nor looked at to choose a network: for figures that are published (evaluate --split test); 0 to 0.9, and some must be left to train on" };
        var seed = CommonOptions.Seed();
        var links = new Option<string[]>("--links") { Description = $"CSV of two ids a line that are one person; every {SubjectLinks.TableName} below --data by default" };
        var keepIds = new Option<bool>("--keep-ids") { Description = "Also write subjects.csv: which source id each pseudonym stands for" };
        var command = new Command("dataset",
            "Crop cines around the left ventricle into a frame store for training, split by patient. Example: gancmri dataset --data DIR --out store --resolution 64")
        {
            data, output, resolution, field, validation, test, seed, links, keepIds,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var untouched = InRange("--test", parsed.GetValue(test), 0, 0.9);
            if (parsed.GetValue(validation) + untouched > 0.95)
                throw new InputException("--validation and --test", "0.95 together at most, so that some are trained on", FormattableString.Invariant($"{parsed.GetValue(validation) + untouched}"), "choose smaller ones");
            var options = new DatasetOptions
            {
                Crop = new HeartCrop
                {
                    Resolution = InRange("--resolution", parsed.GetValue(resolution), 8, 1024), FieldMm = InRange("--field-mm", parsed.GetValue(field), 20, 1000),
                },
                Validation = InRange("--validation", parsed.GetValue(validation), 0, 0.9), Test = untouched, Seed = parsed.GetValue(seed), KeepIds = parsed.GetValue(keepIds),
            };
            var (from, to) = (parsed.GetRequiredValue(data), parsed.GetRequiredValue(output));
            var stacks = CineReader.Stacks(from);
            var people = parsed.GetValue(links) is { Length: > 0 } given ? SubjectLinks.Read(given) : SubjectLinks.Below(from);
            var info = ProgressBars.Run(p => DatasetBuilder.Build(stacks, people, to, options, p, cancellation));
            using var store = FrameStore.Open(to);
            Summarise(store, info);
            return Task.FromResult(0);
        });
        return command;
    }

    private static T InRange<T>(string option, T value, T least, T most) where T : IComparable<T> =>
        value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0
            ? value : throw new InputException(option, FormattableString.Invariant($"{least} to {most}"), FormattableString.Invariant($"{value}"), "choose another");

    private static void Summarise(FrameStore store, FrameStoreInfo info)
    {
        var table = new Table().AddColumns("Pathology", "Split", "Subjects", "Series", "Frames");
        foreach (var group in store.Rows.GroupBy(r => (r.Pathology, r.Split)).OrderBy(g => g.Key)) Row(group.Key.Pathology, $"{group.Key.Split}", group);
        Row("all", "", store.Rows);
        AnsiConsole.Write(table);
        foreach (var reason in info.Omitted.GroupBy(o => o.Reason))
            Console.WriteLine($"left out: {reason.Sum(o => o.Frames)} frames of {reason.Count()} series: {reason.Key}");
        Console.WriteLine(FormattableString.Invariant($"{info.Count} frames of {info.Resolution} x {info.Resolution}, {info.FieldMm:0.#} mm a side, SHA-256 {info.FramesSha256[..16]}"));

        void Row(string pathology, string split, IEnumerable<FrameRow> rows) => table.AddRow(Markup.Escape(pathology), split.ToLowerInvariant(),
            $"{rows.DistinctBy(r => r.Subject).Count()}", $"{rows.DistinctBy(r => r.Series).Count()}", $"{rows.Count()}");
    }
}
