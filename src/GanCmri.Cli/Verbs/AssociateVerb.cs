using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using GanCmri.Phenotypes;
using GanCmri.Reports;
using GanCmri.Reports.Association;
using GanCmri.Runtime;
using GanCmri.Statistics.Association;
using GanCmri.Statistics.Association.Reading;
using GanCmri.Studies.Tables;

namespace GanCmri.Cli.Verbs;

/// <summary>gancmri associate.</summary>
internal static partial class AssociateVerb
{
    private const int MostReasons = 5;

    public static Command Build()
    {
        var table = new Argument<string[]>("TABLE")
        {
            Arity = ArgumentArity.OneOrMore,
            Description =
                "One table, several with the same columns, or a folder of them. CSV with a header (comma, semicolon, tab, bar or "
                + "space), also .gz; decimal points; or Parquet, or Excel (.xlsx, first sheet). Nothing, NA, N/A, #N/A, <NA>, NaN, "
                + "null, None, ?, ., - and their like are missing.",
        };
        var outcome = Names(
            "--outcome",
            "Phenotype columns, comma-separated, in any spelling (lv_area_mm2, LVEF); each is tested against each exposure.",
            required: true
        );
        var exposure = Names(
            "--exposure",
            "What is tested, one model each: a column (text level by level against its alphabetically first), age+bmi (both in one "
                + "model), age:sex (interaction), age*sex (both and interaction), spline(age,4) or spline(age,45,55,65) (natural "
                + "cubic, number of knots or the knots).",
            required: true
        );
        var covariates = Names("--covariates", "Held constant: columns (text by level), or terms as in --exposure. Default: none.");
        var categorical = Names("--categorical", "Columns whose cells are all labels, also those that look like numbers. Default: none.");
        var numeric = Names(
            "--numeric",
            "Columns of numbers whose other cells are missing. Default: none; a column with cells of both kinds is an error."
        );
        var missing = Names("--na", "What means missing besides the marks above, e.g. -99. Default: none.");
        var cases = Names(
            "--case",
            "The value that is the case, for phenotypes whose two values are no known words (case and control, yes and no, 1 and 0)."
        );
        var result = new Option<string>("--out")
        {
            Description = "Results, .csv or .parquet; a .run.json with options and digests goes beside it.",
            Required = true,
        };
        var family = new Option<AssociationFamily>("--family")
        {
            Description =
                "linear (effects in units of the phenotype), logistic (log odds), firth (log odds, penalised likelihood, for few "
                + "cases), poisson or negativebinomial (counts, log rates), ordinal (levels in order, log odds), cox (time to an "
                + "event, log hazards; with --time), firthcox (the same, penalised likelihood, for few events).",
            DefaultValueFactory = _ => AssociationFamily.Linear,
        };
        var time = new Option<string?>("--time")
        {
            Description =
                "Column of times to the event or to the end of observation (cox, firthcox); the phenotype says whether the event was seen (yes "
                + "and no, died and alive, 1 and 0).",
        };
        var order = Names("--order", "Levels of a text phenotype, lowest first (ordinal), e.g. none,mild,severe. Numbers need none.");
        var random = new Option<string?>("--random")
        {
            Description = "Random intercepts, outermost first, e.g. patient or patient/slice (linear): REML, Satterthwaite. Default: none.",
        };
        var profile = new Option<bool>("--profile")
        {
            Description =
                "Profile-likelihood intervals and likelihood-ratio p for the exposure (all but linear; firth has them anyway). "
                + "Default: Wald's.",
        };
        var cluster = new Option<string?>("--cluster")
        {
            Description = "Column of what belongs together, e.g. patient: cluster-robust errors (CR2, Satterthwaite). Default: none.",
        };
        var weights = new Option<string?>("--weights")
        {
            Description = "Column of sampling weights; errors are then Taylor's linearisation, by row or --cluster. Default: none.",
        };
        var offset = new Option<string?>("--offset")
        {
            Description = "Column added to the linear predictor, or log(column), e.g. log(years) for rates. Default: none.",
        };
        var permutations = new Option<int>("--permutations")
        {
            Description = "Permutations for family-wise p (max-T; linear), of rows or whole clusters. Default: none.",
        };
        var impute = new Option<int>("--impute")
        {
            Description =
                "Imputations of missing exposures and covariates by chained equations, pooled by Rubin's rules, e.g. 20. Default: rows "
                + "with anything missing are left out.",
        };
        var seed = new Option<int>("--seed") { Description = "Seed of permutations and imputations.", DefaultValueFactory = _ => 1 };
        var errors = new Option<AssociationErrors?>("--errors")
        {
            Description =
                "classical, hc3 (rows of differing variance, linear), cr2 or cr1 (with --cluster). Default: cr2 with --cluster, else "
                + "classical.",
        };
        var ranks = new Option<bool>("--inverse-normal")
        {
            Description = "Replace phenotypes by normal quantiles of their ranks (linear). Default: off.",
        };
        var level = new Option<double>("--level") { Description = "Confidence level.", DefaultValueFactory = _ => 0.95 };
        var missingReport = new Option<string?>("--missing-report")
        {
            Description = "CSV of what is missing, by column and by pattern, of all rows, cases and controls. Default: none.",
        };
        var join = new Option<string?>("--join")
        {
            Description =
                "A second table (CSV, Parquet, Excel) with one row an id, e.g. what a clinic knows; its columns come beside TABLE's by "
                + "--on.",
        };
        var on = new Option<string?>("--on") { Description = "The key of --join: subject=id, or subject where both call it so." };
        var groups = new Option<string?>("--groups")
        {
            Description =
                "Table of a phenotype (or exposure) and its group a row, below a header: groups stand side by side in figures. Default: "
                + "none.",
        };
        var sort = new Option<string?>("--sort")
        {
            Description = "Order of the rows written: p, q, beta, n_total, phenotype, exposure, group, ... Default: that of the study.",
        };
        var filter = Names(
            "--filter",
            "Rows written, e.g. q<=0.05 or group=atria; several: all must hold. p are adjusted for all tests all the same. Default: all."
        );
        var jobs = new Option<int>("--jobs") { Description = "Threads; results do not depend on them.", DefaultValueFactory = _ => 2 };
        var html = new Option<string?>("--html")
        {
            Description =
                "One offline page with figures that tell what is under the pointer, a table to sort and filter, and behind each test "
                + "values of at most 1,500 rows of its columns; all tests, whatever --filter and --sort. Default: none.",
        };
        var margins = new Option<string?>("--margins")
        {
            Description =
                "CSV of marginal means: of each level of exposures that are categories, other columns as they are (not cox). Default: none.",
        };
        var plots = new Option<string?>("--plots")
        {
            Description = "Folder for Manhattan, volcano, QQ, forest and correlation PNGs and correlations.csv. Default: none.",
        };
        var shard = new ShardOption("associate");
        var verb = new Command(
            "associate",
            """
            Tests every phenotype of a table against every exposure, covariates held constant. Columns of the results: phenotype, exposure, beta, SE,
            lower, upper, p, log10p, q (Benjamini-Hochberg), n_total (rows used), n_cases, n_controls, n_clusters, n_missing, q_by, p_bonferroni, partial_r, joint_statistic, joint_df,
            joint_df2, p_joint, p_lr (Wald and likelihood-ratio tests of whole categories, interactions and splines),
            ratio, ratio_lower, ratio_upper (odds, rate or hazard ratio), beta_per_sd, beta_std, lambda_gc, p_max_t (family-wise, by permutation), df, group, source, note. docs/statistics.md has the models.
            Rows marked synthetic (column "synthetic" true, or "source" with the words synthetic and real) are tested apart from the others.
            Example: gancmri associate phenotypes.csv --outcome lv_area_mm2,lv_fac_percent --exposure age --covariates sex --cluster patient --out results.csv --plots figures
            Many tables, each summed once, on many machines (linear models): gancmri associate FOLDER ... --out results.csv --shard 0/8 to 7/8, then
            gancmri gather results.csv.
            """
        )
        {
            table,
            outcome,
            exposure,
            covariates,
            categorical,
            numeric,
            missing,
            cases,
            result,
            family,
            time,
            order,
            random,
            profile,
            cluster,
            weights,
            offset,
            errors,
            permutations,
            impute,
            seed,
            ranks,
            level,
            groups,
            sort,
            filter,
            jobs,
            missingReport,
            margins,
            html,
            plots,
            join,
            on,
            shard.Option,
        };
        verb.SetAction(
            (parsed, cancel) =>
            {
                var options = new AssociationOptions
                {
                    Outcomes = parsed.GetValue(outcome)!,
                    Exposures = parsed.GetValue(exposure)!,
                    Covariates = parsed.GetValue(covariates)!,
                    Categorical = parsed.GetValue(categorical)!,
                    Numeric = parsed.GetValue(numeric)!,
                    Missing = parsed.GetValue(missing)!,
                    Cases = parsed.GetValue(cases)!,
                    Family = parsed.GetValue(family),
                    Time = parsed.GetValue(time),
                    Order = parsed.GetValue(order)!,
                    Random =
                        parsed.GetValue(random)?.Split('/', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [],
                    Profile = parsed.GetValue(profile),
                    Cluster = parsed.GetValue(cluster),
                    Weights = parsed.GetValue(weights),
                    Offset = parsed.GetValue(offset),
                    Permutations = parsed.GetValue(permutations),
                    Imputations = parsed.GetValue(impute),
                    Seed = parsed.GetValue(seed),
                    Errors = parsed.GetValue(errors),
                    InverseNormal = parsed.GetValue(ranks),
                    Level = parsed.GetValue(level),
                    Margins = parsed.GetValue(margins) is not null,
                    Jobs = parsed.GetValue(jobs),
                    MissingReport = parsed.GetValue(missingReport) is not null,
                    Correlations = parsed.GetValue(plots) is not null,
                };
                var selection = AssociationSelection.Parse(parsed.GetValue(filter)!, parsed.GetValue(sort));
                var grouping = parsed.GetValue(groups) is { } file ? AssociationGroups.Read(file) : null;
                var given = TablePaths.Of(parsed.GetValue(table)!);
                if (parsed.GetValue(join) is null != parsed.GetValue(on) is null)
                    throw new InputException("--join and --on", "both", "one", "give e.g. --join clinic.csv --on subject=id");
                if (parsed.GetValue(join) is not null && given.Count > 1)
                    throw new InputException("--join", "one table to join to", $"{given.Count}", "join each by itself");
                using var joined = parsed.GetValue(join) is { } other ? new JoinedTable(given[0], other, parsed.GetValue(on)!) : null;
                foreach (var line in joined?.Notes ?? [])
                    Console.Error.WriteLine("note: " + line);
                var tables = joined is null ? given : [joined.File];
                var output = parsed.GetValue(result)!;
                var started = DateTimeOffset.UtcNow;
                var header = AssociationStudy.Header(tables[0]);
                var columns = options.Renamed(header, name => PhenotypeNames.Spelt(header, name));
                string?[] written =
                [
                    output,
                    parsed.GetValue(missingReport),
                    parsed.GetValue(margins),
                    parsed.GetValue(html),
                    parsed.GetValue(plots),
                    Path.ChangeExtension(output, ".run.json"),
                ];
                return Task.FromResult(
                    shard.Run(
                        parsed,
                        output,
                        written,
                        [],
                        whole: () => Write(ProgressBars.Run(p => AssociationStudy.Run(tables, columns, p, cancel))),
                        part => ProgressBars.Run(p => AssociationShards.Do(tables, columns, part, p, cancel)),
                        set => Write(AssociationShards.Join(columns, set))
                    )
                );

                int Write(AssociationTable study)
                {
                    if (grouping is not null)
                        study = grouping.Add(study);
                    var shown = study with { Rows = selection.Of(study.Rows) };
                    AssociationCsv.Save(output, shown);
                    if (parsed.GetValue(margins) is { } means)
                        AssociationCsv.SaveMargins(means, study.Margins);
                    if (parsed.GetValue(html) is { } page)
                        AssociationPage.Save(
                            page,
                            study,
                            $"Associations of {Path.GetFileNameWithoutExtension(given[0])}",
                            AssociationPage.Rows(tables, columns, cancel)
                        );
                    if (parsed.GetValue(missingReport) is { } report)
                        AssociationCsv.SaveMissing(report, study.Missing);
                    if (parsed.GetValue(plots) is { } folder)
                    {
                        AssociationPlots.Save(study, folder);
                        AssociationCsv.SaveCorrelations(Path.Combine(folder, "correlations.csv"), study.Correlations);
                    }

                    new RunRecord
                    {
                        Command = "gancmri associate",
                        Options = options,
                        Seed = options.Permutations > 0 || options.Imputations > 0 ? options.Seed : null,
                        Inputs =
                        [
                            .. given.Select(t => FileDigest.Of(t)),
                            .. parsed.GetValue(join) is { } second ? [FileDigest.Of(second)] : Array.Empty<FileDigest>(),
                        ],
                        Outputs = [FileDigest.Of(output)],
                        StartedUtc = started,
                        EndedUtc = DateTimeOffset.UtcNow,
                        Device = "cpu",
                    }.Save(Path.ChangeExtension(output, ".run.json"));
                    Print(study);
                    if (shown.Rows.Count < study.Rows.Count)
                        Console.WriteLine($"{shown.Rows.Count} rows written (--filter).");
                    return 0;
                }
            }
        );
        return verb;
    }

    private static Option<string[]> Names(string name, string description, bool required = false) =>
        new(name)
        {
            Description = description,
            Required = required,
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = required ? null : _ => [],
            CustomParser = result => [.. result.Tokens.SelectMany(t => Split(t.Value))],
        };

    // At commas, not at those between the knots of a spline.
    private static IEnumerable<string> Split(string list) => Entry().Matches(list).Select(m => m.Value.Trim()).Where(v => v.Length > 0);

    [GeneratedRegex(@"(?:spline\([^()]*(?:\([^()]*\)[^()]*)*\)|[^,])+", RegexOptions.IgnoreCase)]
    private static partial Regex Entry();

    private static void Print(AssociationTable study)
    {
        var tested = study.Rows.Count(r => !double.IsNaN(r.Significance.Ln));
        var real = study.Rows.Where(r => r.Source != RowSource.Synthetic).ToArray();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{study.TableRows} rows, {study.Rows.Count} associations, {tested} "
                    + $"tested{(real.Length > 0 ? $", {real.Count(r => r.Q <= 0.05)} with q <= 0.05" : "")}."
            )
        );
        if (real.Length < study.Rows.Count)
            Console.WriteLine(
                "Rows of synthetic hearts find again what their makers assumed: none is counted as found. How well they do (bias, "
                    + "coverage): gancmri cohort's report and gancmri power."
            );
        foreach (var note in study.Notes)
            Console.WriteLine("note: " + note);
        var untested = study
            .Rows.Where(r => double.IsNaN(r.Significance.Ln) && r.Notes.Count > 0 && r.Notes[0].Length > 0)
            .GroupBy(r => r.Notes[0])
            .OrderByDescending(g => g.Count());
        foreach (var reason in untested.Take(MostReasons))
            Console.WriteLine($"note: {reason.Count()} not tested: {reason.Key}");
    }
}
