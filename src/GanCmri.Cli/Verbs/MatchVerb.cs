using System.CommandLine;
using System.Globalization;
using GanCmri.Reports;
using GanCmri.Reports.Association;
using GanCmri.Runtime;
using GanCmri.Statistics.Cohorts;

namespace GanCmri.Cli.Verbs;

/// <summary>gancmri match.</summary>
internal static class MatchVerb
{
    private static readonly Argument<string> Table = new("TABLE")
    {
        Description = "Table with a header (CSV, Parquet, Excel), one row a person.",
    };
    private static readonly Option<string> Column = new("--case-column")
    {
        Description = "Column that says who is a case (case and control, yes and no, 1 and 0).",
        Required = true,
    };
    private static readonly Option<string> On = new("--on")
    {
        Description = "Columns matched on, comma-separated: sex (the same), age:5 (at most 5 apart).",
        Required = true,
    };
    private static readonly Option<string?> Word = new("--case")
    {
        Description = "The value that is the case, where the two values do not tell it, as case and control, yes and no, 1 and 0 do.",
    };
    private static readonly Option<int> Controls = new("--controls")
    {
        Description = "Largest number of controls a case, 1 to 100.",
        DefaultValueFactory = _ => 1,
    };
    private static readonly Option<int> Seed = new("--seed")
    {
        Description = "Seed of the order in which cases choose.",
        DefaultValueFactory = _ => 1,
    };
    private static readonly Option<string> Output = new("--out")
    {
        Description =
            "Matched rows, CSV (or Parquet where it ends with .parquet), with matched_set, matched_case and matched_weight; a .run.json "
            + "goes beside it.",
        Required = true,
    };
    private static readonly Option<string?> Plot = new("--plot")
    {
        Description = "PNG of how cases and controls overlap in the probability of being a case. Default: none.",
    };

    public static Command Build()
    {
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
            Table,
            Column,
            On,
            Word,
            Controls,
            Seed,
            Output,
            Plot,
        };
        verb.SetAction(Run);
        return verb;
    }

    private static int Run(ParseResult parsed)
    {
        var (input, output, plot) = (parsed.GetRequiredValue(Table), parsed.GetRequiredValue(Output), parsed.GetValue(Plot));
        var (started, record) = (DateTimeOffset.UtcNow, Path.ChangeExtension(output, ".run.json"));
        var options = new MatchOptions
        {
            CaseColumn = parsed.GetRequiredValue(Column),
            On =
            [
                .. parsed
                    .GetRequiredValue(On)
                    .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                    .Select(Of),
            ],
            Case = parsed.GetValue(Word),
            Controls = parsed.GetValue(Controls),
            Seed = parsed.GetValue(Seed),
        };
        OutputPlaces.Require([output, plot, record], [input]);
        var matched = MatchedTable.Of(input, options);
        if (matched.Sets.Count == 0)
            throw new InputException(
                "match",
                "a control within the calipers of a case",
                "none",
                "widen the calipers, or match on fewer columns"
            );
        MatchFiles.WriteRows(output, matched);
        if (plot is not null)
            MatchFiles.WriteOverlap(plot, matched);
        new RunRecord
        {
            Command = "gancmri match",
            Options = options,
            Seed = options.Seed,
            Inputs = [FileDigest.Of(input)],
            Outputs = [.. new[] { output, plot }.OfType<string>().Select(f => FileDigest.Of(f))],
            StartedUtc = started,
            EndedUtc = DateTimeOffset.UtcNow,
            Device = "cpu",
        }.Save(record);
        Print(matched);
        return 0;
    }

    private static void Print(MatchedTable matched)
    {
        Console.WriteLine(
            $"{matched.Sets.Count} sets of {matched.Sets.Set.Count(s => s > 0)} rows; {matched.Sets.Unmatched} cases without a control."
        );
        if (matched.Incomplete > 0)
            Console.WriteLine(
                $"{matched.Incomplete} of {matched.Rows.Count} rows left out: no case or control, or a value to match on missing."
            );
        foreach (var note in matched.Notes)
            Console.WriteLine("note: " + note);
        foreach (var b in matched.Balance)
            Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"{b.Column}: standardised difference {b.Before:F2} before, {b.After:F2} after")
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
