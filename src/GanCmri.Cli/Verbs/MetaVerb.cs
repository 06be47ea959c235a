using System.CommandLine;
using GanCmri.Reports;
using GanCmri.Reports.Association;
using GanCmri.Runtime;
using GanCmri.Statistics.Meta;

namespace GanCmri.Cli.Verbs;

/// <summary>gancmri meta.</summary>
internal static class MetaVerb
{
    public static Command Build()
    {
        var files = new Argument<string[]>("RESULTS")
        {
            Description =
                "Results that gancmri associate wrote (CSV or Parquet), one a site or cohort; "
                + "of one with real and synthetic rows each source is a study.",
            Arity = ArgumentArity.OneOrMore,
        };
        var result = new Option<string>("--out")
        {
            Description = "Results CSV; a .run.json with options and digests goes beside it.",
            Required = true,
        };
        var compare = new Option<bool>("--compare")
        {
            Description =
                "Two studies side by side instead: discovery and replication, or real and synthetic, with difference, interval and "
                + "one-sided p.",
        };
        var level = new Option<double>("--level") { Description = "Confidence level.", DefaultValueFactory = _ => 0.95 };
        var verb = new Command(
            "meta",
            """
            Pools the effects of several association studies, test by test: fixed, and random (restricted maximum likelihood, Hartung and
            Knapp's errors), with I², heterogeneity p and prediction interval. Synthetic rows are not pooled with real ones. With --compare
            two studies stand side by side.
            Example: gancmri meta oslo.csv leeds.csv kyoto.csv --out pooled.csv
            Example: gancmri meta discovery.csv replication.csv --compare --out replicated.csv
            """
        )
        {
            files,
            result,
            compare,
            level,
        };
        verb.SetAction(parsed =>
        {
            var paths = parsed.GetValue(files)!;
            var output = parsed.GetValue(result)!;
            var confidence = parsed.GetValue(level);
            if (!(confidence is > 0 and < 1))
                throw new InputException(
                    "--level",
                    "a confidence level between 0 and 1",
                    FormattableString.Invariant($"{confidence}"),
                    "give e.g. 0.95"
                );
            var started = DateTimeOffset.UtcNow;
            OutputPlaces.Require([output, Path.ChangeExtension(output, ".run.json")], paths);
            var results = StudyEstimate.Read(paths);
            if (parsed.GetValue(compare))
            {
                var rows = ComparedRow.Of(results, confidence);
                MetaCsv.SaveCompared(output, rows);
                var again = rows.Count(r => r.IsReplicated is not null);
                Console.WriteLine(
                    $"{rows.Count} tests of {rows[0].First.Study}, {rows.Count(r => r.Second is not null)} also in the other; {again} "
                        + $"discoveries tested again, {rows.Count(r => r.IsReplicated == true)} replicated."
                );
            }
            else
            {
                var rows = MetaRow.Of(results, confidence);
                MetaCsv.Save(output, rows);
                Console.WriteLine(
                    $"{rows.Count} tests, {rows.Count(r => r.Pooled is not null)} in two studies or more, "
                        + $"{rows.Count(r => r.Q <= 0.05)} with q <= 0.05 (random effects)."
                );
            }

            new RunRecord
            {
                Command = "gancmri meta",
                Seed = null,
                Options = new
                {
                    Results = paths,
                    Compare = parsed.GetValue(compare),
                    Level = confidence,
                },
                Inputs = [.. paths.Select(p => FileDigest.Of(p))],
                Outputs = [FileDigest.Of(output)],
                StartedUtc = started,
                EndedUtc = DateTimeOffset.UtcNow,
                Device = "cpu",
            }.Save(Path.ChangeExtension(output, ".run.json"));
            return 0;
        });
        return verb;
    }
}
