using System.CommandLine;
using System.Globalization;
using GanCmri.Formats.Tables;
using GanCmri.Reports;
using GanCmri.Reports.Plotting;
using GanCmri.Runtime;
using GanCmri.Statistics.Cohorts;

namespace GanCmri.Cli.Verbs;

/// <summary>gancmri match.</summary>
internal static class MatchVerb
{
    public static Command Build()
    {
        var table = new Argument<string>("TABLE") { Description = "Table with a header (CSV, Parquet, Excel), one row a person." };
        var column = new Option<string>("--case-column")
        {
            Description = "Column that says who is a case (case and control, yes and no, 1 and 0).",
            Required = true,
        };
        var on = new Option<string>("--on")
        {
            Description = "Columns matched on, comma-separated: sex (the same), age:5 (at most 5 apart).",
            Required = true,
        };
        var word = new Option<string?>("--case")
        {
            Description = "The value that is the case, where the two values do not tell it, as case and control, yes and no, 1 and 0 do.",
        };
        var controls = new Option<int>("--controls") { Description = "Most controls a case.", DefaultValueFactory = _ => 1 };
        var seed = new Option<int>("--seed") { Description = "Seed of the order in which cases choose.", DefaultValueFactory = _ => 1 };
        var result = new Option<string>("--out")
        {
            Description =
                "Matched rows, CSV (or Parquet where it ends with .parquet), with matched_set and matched_case; a .run.json goes beside "
                + "it.",
            Required = true,
        };
        var plot = new Option<string?>("--plot")
        {
            Description = "PNG of how cases and controls overlap in the probability of being a case. Default: none.",
        };
        var verb = new Command(
            "match",
            """
            Samples controls for cases, without replacement: cases in random order take the nearest controls that are left. Prints
            standardised mean differences before and after.
            Example: gancmri match cohort/cohort.csv --case-column sex --case M --on age:5 --out matched.csv --plot overlap.png
            Example: gancmri match patients.csv --case-column hcm --on age:5,sex --controls 4 --out matched.csv
            """
        )
        {
            table,
            column,
            on,
            word,
            controls,
            seed,
            result,
            plot,
        };
        verb.SetAction(parsed =>
        {
            var (input, output, started) = (parsed.GetValue(table)!, parsed.GetValue(result)!, DateTimeOffset.UtcNow);
            var options = new MatchOptions
            {
                CaseColumn = parsed.GetValue(column)!,
                On =
                [
                    .. parsed.GetValue(on)!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Of),
                ],
                Case = parsed.GetValue(word),
                Controls = parsed.GetValue(controls),
                Seed = parsed.GetValue(seed),
            };
            OutputPlaces.Require([output, parsed.GetValue(plot), Path.ChangeExtension(output, ".run.json")], [input]);
            var matched = MatchedTable.Of(input, options);
            if (matched.Sets.Count == 0)
                throw new InputException(
                    "match",
                    "a control within the calipers of a case",
                    "none",
                    "widen the calipers, or match on fewer columns"
                );
            var writer = matched.Header.Aggregate(
                new TableWriter<int>(),
                (w, name) => w.Text(name, i => matched.Rows[i].GetValueOrDefault(name) ?? "")
            );
            writer
                .Count("matched_set", i => matched.Sets.Set[i])
                .Text("matched_case", i => matched.Sets.IsCase[i] ? "yes" : "no")
                .Save(
                    output,
                    Enumerable
                        .Range(0, matched.Rows.Count)
                        .Where(i => matched.Sets.Set[i] > 0)
                        .OrderBy(i => matched.Sets.Set[i])
                        .ThenBy(i => !matched.Sets.IsCase[i])
                );
            if (parsed.GetValue(plot) is { } picture)
                AtomicFile.WriteBytes(picture, Overlap(matched).Bytes);
            new RunRecord
            {
                Command = "gancmri match",
                Options = options,
                Seed = options.Seed,
                Inputs = [FileDigest.Of(input)],
                Outputs = [.. new[] { output, parsed.GetValue(plot) }.OfType<string>().Select(f => FileDigest.Of(f))],
                StartedUtc = started,
                EndedUtc = DateTimeOffset.UtcNow,
                Device = "cpu",
            }.Save(Path.ChangeExtension(output, ".run.json"));
            Console.WriteLine(
                $"{matched.Sets.Count} sets of {matched.Sets.Set.Count(s => s > 0)} rows; {matched.Sets.Unmatched} cases without a control."
            );
            foreach (var b in matched.Balance)
                Console.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{b.Column}: standardised difference {b.Before:F2} before, {b.After:F2} after"
                    )
                );
            return 0;
        });
        return verb;
    }

    private static Picture Overlap(MatchedTable matched)
    {
        double[] Of(Func<int, bool> which) => [.. Enumerable.Range(0, matched.Rows.Count).Where(which).Select(i => matched.Propensity[i])];
        return Plots.Overlap(
            Of(i => matched.Sets.IsCase[i]),
            Of(i => !matched.Sets.IsCase[i]),
            Of(i => !matched.Sets.IsCase[i] && matched.Sets.Set[i] > 0)
        );
    }

    private static MatchColumn Of(string text)
    {
        var colon = text.LastIndexOf(':');
        return colon < 0 ? new MatchColumn(text, null)
            : double.TryParse(text[(colon + 1)..], NumberStyles.Float, CultureInfo.InvariantCulture, out var caliper)
                ? new MatchColumn(text[..colon].Trim(), caliper)
            : throw new InputException(
                $"'{text}'",
                "a column, and after a colon the largest difference",
                text[(colon + 1)..],
                "write e.g. age:5"
            );
    }
}
