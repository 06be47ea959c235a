using System.CommandLine;
using GanCmri.Phenotypes;
using GanCmri.Reports;
using GanCmri.Reports.Association;
using GanCmri.Runtime;
using GanCmri.Statistics.Association;
using GanCmri.Studies.Sharding;

namespace GanCmri.Cli.Verbs.Associate;

/// <summary>gancmri associate.</summary>
internal static class AssociateVerb
{
    public static Command Build()
    {
        var (tables, columns, model, output) = (new AssociateTables(), new AssociateColumns(), new AssociateModel(), new AssociateOutput());
        var shard = new ShardOption("associate");
        var verb = new Command(
            "associate",
            """
            Tests every phenotype of a table against every exposure, covariates held constant. docs/statistics.md has the models.
            Columns of the results: phenotype, exposure, beta, SE, lower, upper, p, log10p, q (Benjamini-Hochberg), n_total (rows used),
            n_cases, n_controls, n_level, n_reference (rows of a level and of the one it is compared with), n_clusters, n_missing, q_by,
            p_bonferroni, partial_r; joint_statistic, joint_df, joint_df2, p_joint, q_joint, p_lr (Wald and likelihood-ratio tests of whole
            categories, interactions and splines); ratio, ratio_lower, ratio_upper (odds, rate or hazard ratio), beta_per_sd,
            beta_std, lambda_gc, p_max_t (family-wise, by permutation), df, group, source, note.
            Rows marked synthetic (column "synthetic" true, or "source" with the words synthetic and real) are tested apart from the others.
            Example: gancmri cohort --n 100 --spec example --out cohort
            Example: gancmri associate cohort/cohort.csv --outcome lv_area_mm2,sphericity_index --exposure age --covariates sex \
                       --out results.csv --html results.html --plots figures
            On many machines: gancmri associate FOLDER ... --out results.csv --shard 0/8 to 7/8, then gancmri gather results.csv. Of
            linear models each shard reads every eighth table, of other models it tests every eighth phenotype.
            """
        )
        {
            tables.Table,
        };
        foreach (var option in (Option[])[.. columns.All, .. model.All, .. output.All, .. tables.All, shard.Option])
            verb.Options.Add(option);
        verb.SetAction((parsed, cancel) => Task.FromResult(Run(parsed, tables, columns, model, output, shard, cancel)));
        return verb;
    }

    private static int Run(
        ParseResult parsed,
        AssociateTables given,
        AssociateColumns columns,
        AssociateModel model,
        AssociateOutput output,
        ShardOption shard,
        CancellationToken cancel
    )
    {
        var started = DateTimeOffset.UtcNow;
        var options = output.Set(model.Set(columns.Of(parsed), parsed), parsed);
        var (selection, groups, files) = (output.Selection(parsed), output.Groups(parsed), given.Given(parsed));
        output.RequirePlaces(parsed, [.. files, .. given.Others(parsed)]);
        using var joined = given.Joined(parsed);
        foreach (var line in joined?.Notes ?? [])
            Console.Error.WriteLine("note: " + line);
        var tables = joined is null ? files : [joined.File];
        var header = AssociationStudy.Header(tables[0]);
        var named = options.Renamed(header, name => PhenotypeNames.Spelt(header, name));
        return shard.Run(
            parsed,
            output.Results(parsed),
            output.Written(parsed),
            [],
            whole: () => Write(ProgressBars.Run(p => AssociationStudy.Run(tables, named, p, cancel))),
            part => ProgressBars.Run(p => AssociationShards.Do(tables, named, part, p, cancel)),
            set => Write(AssociationShards.Join(tables, named, set, cancel))
        );

        int Write(AssociationTable study)
        {
            AssociateSummary.RequireTested(study, Path.GetFileName(files[0]));
            study = groups?.Add(study) ?? study;
            var shown = study with { Rows = selection.Of(study.Rows) };
            var written = output.Save(
                parsed,
                study,
                shown,
                $"Associations of {Path.GetFileNameWithoutExtension(files[0])}",
                () => AssociationPage.Rows(tables, named, cancel)
            );
            new RunRecord
            {
                Command = "gancmri associate",
                Options = RunRecord.With(options, [.. given.Told(parsed), .. output.Told(parsed)]),
                Seed = options.Permutations > 0 || options.Imputations > 0 ? options.Seed : null,
                Inputs = [.. given.Digests(parsed), .. output.Digests(parsed)],
                Outputs = [.. written.Select(f => FileDigest.Of(f))],
                StartedUtc = started,
                EndedUtc = DateTimeOffset.UtcNow,
                Device = "cpu",
            }.Save(output.Record(parsed));
            AssociateSummary.Print(study);
            if (shown.Rows.Count < study.Rows.Count)
                Console.WriteLine($"{shown.Rows.Count} rows written (--filter).");
            return 0;
        }
    }
}
