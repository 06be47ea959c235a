using System.CommandLine;
using System.Globalization;
using GanCmri.Reports;
using GanCmri.Reports.Association;
using GanCmri.Reports.Plotting;
using GanCmri.Runtime;
using GanCmri.Statistics.Agreement;

namespace GanCmri.Cli.Verbs;

/// <summary>gancmri agree.</summary>
internal static class AgreeVerb
{
    public static Command Build()
    {
        var table = new Argument<string>("TABLE")
        {
            Description = "Table with a header (CSV, Parquet, Excel), one row a subject (or frame), one column a measurer.",
        };
        var columns = new Option<string>("--columns")
        {
            Description = "Columns of the same quantity, comma-separated, e.g. expert,segmenter,judge.",
            Required = true,
        };
        var with = new Option<string?>("--with")
        {
            Description = "Another column: its correlation, corrected for the measurers' errors (Spearman). Default: none.",
        };
        var cluster = new Option<string?>("--cluster")
        {
            Description =
                "Column that says which rows belong together, e.g. patient: intervals are those of a bootstrap of these. Default: none, "
                + "rows are independent.",
        };
        var level = new Option<double>("--level") { Description = "Confidence level.", DefaultValueFactory = _ => 0.95 };
        var unit = new Option<string>("--unit") { Description = "Unit, for the figures.", DefaultValueFactory = _ => "" };
        var result = new Option<string>("--out") { Description = "Results CSV; a .run.json goes beside it.", Required = true };
        var plots = new Option<string?>("--plots") { Description = "Folder for a Bland-Altman plot of each pair. Default: none." };
        var verb = new Command(
            "agree",
            """
            Compares measurers of one quantity: bias, limits of agreement, r and intraclass correlations, each with its interval, pair by
            pair and of all.
            Example: gancmri agree measures.csv --columns expert_mm2,segmenter_mm2 --unit mm² --with age --cluster patient \
                       --out agreement.csv --plots figures
            """
        )
        {
            table,
            columns,
            with,
            cluster,
            level,
            unit,
            result,
            plots,
        };
        verb.SetAction(parsed =>
        {
            var (input, output, started, confidence) = (
                parsed.GetValue(table)!,
                parsed.GetValue(result)!,
                DateTimeOffset.UtcNow,
                parsed.GetValue(level)
            );
            if (!(confidence is > 0 and < 1))
                throw new InputException(
                    "--level",
                    "a confidence level between 0 and 1",
                    FormattableString.Invariant($"{confidence}"),
                    "give e.g. 0.95"
                );
            string[] names = parsed.GetValue(columns)!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            OutputPlaces.Require([output, Path.ChangeExtension(output, ".run.json")], [input]);
            OutputPlaces.RequireFolder(parsed.GetValue(plots));
            var agreement = AgreementTable.Of(input, names, parsed.GetValue(with), parsed.GetValue(cluster), confidence);
            AgreementCsv.Save(output, agreement);
            List<string> written = [output];
            Measurer Of(int column) => new(names[column], agreement.Columns[column]);
            if (parsed.GetValue(plots) is { } folder)
            {
                foreach (var pair in agreement.Rows.Where(r => r.DifferenceIntervals is not null))
                {
                    var (i, j) = (Array.IndexOf(names, pair.Names[0]), Array.IndexOf(names, pair.Names[1]));
                    var chart = Charts.Agreement(Of(i), Of(j), parsed.GetValue(unit)!, AgreementText.Of(pair, parsed.GetValue(unit)!));
                    written.Add(Path.Combine(folder, $"agreement-{i + 1}-{j + 1}.png"));
                    AtomicFile.WriteBytes(written[^1], PlotSheet.Draw(chart, 520, 360).Bytes);
                }
            }

            new RunRecord
            {
                Command = "gancmri agree",
                Options = new
                {
                    Columns = names,
                    With = parsed.GetValue(with),
                    Cluster = parsed.GetValue(cluster),
                    Level = confidence,
                    Unit = parsed.GetValue(unit),
                },
                Seed = null,
                Inputs = [FileDigest.Of(input)],
                Outputs = [.. written.Select(f => FileDigest.Of(f))],
                StartedUtc = started,
                EndedUtc = DateTimeOffset.UtcNow,
                Device = "cpu",
            }.Save(Path.ChangeExtension(output, ".run.json"));
            foreach (var r in agreement.Rows)
            {
                Console.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{string.Join(", ", r.Names)}: ICC {r.Reliability.Agreement:F3} ({r.Reliability.AgreementInterval.Lower:F3} "
                            + $"to {r.Reliability.AgreementInterval.Upper:F3}), n = {r.Reliability.Subjects}"
                            + $"{(r.Clusters is { } clusters ? $" rows of {clusters} clusters" : "")}"
                    )
                );
                if (AgreementText.Of(r, parsed.GetValue(unit)!) is { Count: > 0 } limits)
                    Console.WriteLine($"  {r.Names[1]} less {r.Names[0]}: {string.Join("; ", limits)}");
            }

            if (agreement.Note is { } note)
                Console.WriteLine("note: " + note);
            return 0;
        });
        return verb;
    }
}
