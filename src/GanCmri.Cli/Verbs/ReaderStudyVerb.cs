using System.CommandLine;
using System.Globalization;
using GanCmri.Reports;
using GanCmri.Runtime;
using GanCmri.Studies.ReaderStudies;

namespace GanCmri.Cli.Verbs;

/// <summary>gancmri reader-study make | score | power.</summary>
internal static class ReaderStudyVerb
{
    private const int MostAnswers = 100_000;

    public static Command Build() =>
        new(
            "reader-study",
            "Whether people can tell real hearts from synthetic ones: a blinded page for readers, their scores, and the power of a "
                + "planned study."
        )
        {
            ReaderStudyMakeVerb.Build(),
            Score(),
            Power(),
        };

    private static Command Score()
    {
        var paths = new Argument<string[]>("ANSWERS")
        {
            Description = "Files that readers have saved, of one study.",
            Arity = ArgumentArity.OneOrMore,
        };
        var key = new Option<string>("--key") { Description = "The key that make wrote.", Required = true };
        var output = new Option<string?>("--out") { Description = "CSV with one row a reader and measure." };
        var verb = new Command(
            "score",
            """
            Scores answers by reader and pooled. Pairs: share right with exact (Clopper-Pearson) interval, pooled with readers or items as
            clusters, d', side habit, times. Ranking: how often the real one is first, mean ranks with Friedman's test, Bradley-Terry's
            preference against the real one.
            Example: gancmri reader-study score answers/*.csv --key key.csv --out score.csv
            """
        )
        {
            paths,
            key,
            output,
        };
        verb.SetAction(parsed =>
        {
            var truth = ReaderKey.Read(parsed.GetRequiredValue(key));
            var score = ReaderScore.Of(truth, ReaderAnswers.Read(parsed.GetRequiredValue(paths), truth));
            if (parsed.GetValue(output) is { } table)
                ReaderScoreRow.Save(table, score.Rows);
            foreach (var line in score.Lines)
                Console.WriteLine(line);
        });
        return verb;
    }

    private static Command Power()
    {
        var pairs = new Option<int[]>("--pairs")
        {
            Description = "Pairs that each reader sees, one number or several.",
            DefaultValueFactory = _ => [20, 40, 80],
            AllowMultipleArgumentsPerToken = true,
        };
        var readers = new Option<int[]>("--readers")
        {
            Description = "Readers, one number or several.",
            DefaultValueFactory = _ => [1, 3, 5],
            AllowMultipleArgumentsPerToken = true,
        };
        var accuracy = new Option<double[]>("--accuracy")
        {
            Description = "True share of right answers, between 0.5 and 1, one or several.",
            DefaultValueFactory = _ => [0.6, 0.7],
            AllowMultipleArgumentsPerToken = true,
        };
        var output = new Option<string?>("--out") { Description = "CSV file for the table that is printed. Default: none." };
        var verb = new Command(
            "power",
            """
            What a study of pairs would find: power of the exact two-sided binomial test at 5 %, the smallest accuracy found with a power of
            80 %, and the interval to expect if half of the answers are right. All answers are taken as independent; readers who differ in
            skill lower the power.
            Example: gancmri reader-study power --pairs 40 80 --readers 1 3 --accuracy 0.65
            """
        )
        {
            pairs,
            readers,
            accuracy,
            output,
        };
        verb.SetAction(parsed =>
        {
            var (p, r, a) = (parsed.GetRequiredValue(pairs), parsed.GetRequiredValue(readers), parsed.GetRequiredValue(accuracy));
            foreach (var (name, numbers) in new[] { ("--pairs", p), ("--readers", r) })
                if (numbers.Any(n => n is < 1 or > MostAnswers))
                    throw new InputException(name, $"numbers from 1 to {MostAnswers}", "another", "correct it");
            if ((long)p.Max() * r.Max() > MostAnswers)
                throw new InputException(
                    "--pairs, --readers",
                    $"at most {MostAnswers} answers",
                    $"{(long)p.Max() * r.Max()}",
                    "ask for fewer"
                );
            if (a.Any(v => !(v > 0.5 && v < 1)))
                throw new InputException("--accuracy", "numbers between 0.5 (guessing) and 1", "another", "correct it");
            var table = ReaderPower.Table(p, r, a);
            if (parsed.GetValue(output) is { } file)
                ReaderPower.Save(file, table);
            Console.WriteLine("| pairs | readers | answers | accuracy | power | found with 80 % power | 95 % CI if half are right |");
            Console.WriteLine("|---|---|---|---|---|---|---|");
            foreach (var row in table)
            {
                Console.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"| {row.Pairs} | {row.Readers} | {row.Answers} | {row.Accuracy:0.##} | {Figures.Percent(row.Power)} | "
                    ) + $"{Figures.Percent(row.Detectable)} | {Figures.Percent(row.IfHalf.Lower)} to {Figures.Percent(row.IfHalf.Upper)} |"
                );
            }
        });
        return verb;
    }
}
