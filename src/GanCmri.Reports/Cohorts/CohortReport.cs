using System.Globalization;
using GanCmri.Reports.Html;
using GanCmri.Reports.Plotting;
using GanCmri.Runtime;
using GanCmri.Statistics.Regression;
using GanCmri.Studies;
using GanCmri.Studies.Cohorts;

namespace GanCmri.Reports.Cohorts;

/// <summary>The report of a guided cohort: whether it is what was asked for.</summary>
internal static class CohortReport
{
    /// <summary>The line that goes with every association in a synthetic cohort.</summary>
    public const string Restates =
        "Associations in this cohort restate the assumed effects and the generator. They say nothing about people, and belong beside "
        + "those of real data.";

    /// <summary>Writes it.</summary>
    /// <returns>How well targets were met; empty where nothing was measured.</returns>
    public static IReadOnlyList<TargetAgreement> Write(
        string path,
        CohortSample sample,
        CohortSpec spec,
        CohortOptions options,
        HeartModels models
    )
    {
        var draws = new CohortDraws(spec, options.Seed);
        var rows =
            sample.Rows < options.Subjects
                ? string.Create(CultureInfo.InvariantCulture, $" Figures are over the first {sample.Rows} rows.")
                : "";
        var report = new HtmlReport(
            $"Guided cohort of {options.Subjects.ToString(CultureInfo.InvariantCulture)} hearts",
            (
                options.LatentsOnly
                    ? "Latents and targets only: each latent was moved once by one response for all hearts, no image was made, nothing "
                        + "was measured."
                    : "Hearts drawn from a generative network, each steered to its own targets by one segmentation network and measured on "
                        + "its image. "
                        + (
                            IsJudged(sample, spec)
                                ? "What another network measures, which did not steer, comes first."
                                : "No other network looked: figures are by the one that steered, which praises what its gradients made."
                        )
            ) + rows
        )
        {
            Banner = "Synthetic. Not of any patient. Not for diagnosis.",
            Footer =
                $"GanCmri {CodeIdentity.Version}; seed {options.Seed.ToString(CultureInfo.InvariantCulture)}; device {models.Device}. "
                + "Options, versions and SHA-256 of inputs and results: run.json.",
        };
        var agreements = options.LatentsOnly ? [] : spec.Phenotypes.Select((p, i) => Agreement(p, i, sample, draws)).ToArray();
        Targets(report.Section("Targets"), sample, spec, options, agreements);
        if (spec.Covariates.Count > 0)
            Effects(report.Section("Covariates"), sample, spec);
        Limits(report.Section("Methods and limits"), spec, options, models);
        report.Save(path);
        return agreements;
    }

    private static bool IsJudged(CohortSample sample, CohortSpec spec) => spec.Phenotypes.Any(p => sample.Has(p.JudgedName));

    private static TargetAgreement Agreement(TargetPhenotype phenotype, int index, CohortSample sample, CohortDraws draws)
    {
        double[] target = sample.Numbers(phenotype.TargetName),
            measured = sample.Numbers(phenotype.Name);
        var steered = TargetAgreement.Of(phenotype, index, target, measured, draws) with { Steered = TargetRelation.Of(target, measured) };
        if (!sample.Has(phenotype.JudgedName))
            return steered;
        var judged = sample.Numbers(phenotype.JudgedName);
        return steered with
        {
            ByJudge = judged.Any(double.IsFinite) ? TargetAgreement.Of(phenotype, index, target, judged, draws) : null,
            Judged = TargetRelation.Of(target, judged),
            Apart = NetworksApart.Of(phenotype, sample.Texts("subject"), measured, judged),
        };
    }

    private static KeyFigure Headline(TargetAgreement steered)
    {
        var first = steered.ByJudge ?? steered;
        var seen = CohortEye
            .All.Select(e => (Eye: e.Name, Agreement: e.Agreement(steered)))
            .Where(s => s.Agreement is not null)
            .Select(s => $"{s.Eye}: {Figures.Short(s.Agreement!.Distance.Estimate)} ({s.Agreement.Interval}, n = {s.Agreement.N})");
        return new KeyFigure(
            $"{steered.Phenotype}: KS distance of measured and target",
            Figures.Short(first.Distance.Estimate),
            $"{string.Join("; ", seen)}; two draws of targets: median {Figures.Short(first.Floor)}, 95 % below "
                + Figures.Short(first.FloorHigh)
        );
    }

    private static void Targets(
        HtmlSection section,
        CohortSample sample,
        CohortSpec spec,
        CohortOptions options,
        TargetAgreement[] agreements
    )
    {
        if (agreements.Length == 0)
        {
            section.Figures(
                spec.Phenotypes.Select(p => Charts.Histogram(sample.Numbers(p.TargetName), "Target " + p.Phenotype.Head)),
                "Targets. Line: median."
            );
            return;
        }

        section.KeyFigures(agreements.Select(Headline));
        foreach (var a in agreements.Where(a => a.Missed is not null))
            section.Caution($"{a.Phenotype}: {a.Missed}. Ask for what the generator has; column \"missed\" names them.");
        foreach (var a in agreements.Where(a => a.Apart is not null))
            section.Caution(
                $"{a.Phenotype}: {a.Apart}: one of them outlines something else there. Leave out {a.Apart!.Named} "
                    + "(cohort.csv has both values), or look at them: "
                    + (options.Images ? "images/ shows each." : "the same command with --images and another --out draws every heart.")
            );
        foreach (var phenotype in spec.Phenotypes)
        {
            var target = sample.Numbers(phenotype.TargetName);
            Measurer[] seen = [.. CohortEye.Of(sample, phenotype).Select(e => new Measurer(e.Name, sample.Numbers(e.Column(phenotype))))];
            section.Figures(
                [Charts.Cumulative(target, seen, phenotype.Phenotype.Head), Charts.Reached(target, seen, phenotype.Phenotype.Head)],
                $"{phenotype.Phenotype.Label}: cumulative distributions of measured and target values, and heart by heart."
                    + (sample.Has(phenotype.JudgedName) ? " Believe the network that did not steer." : "")
            );
        }

        var table = new HtmlTable(
            new HtmlColumn("Phenotype", IsNumber: false),
            new HtmlColumn("Seen by", IsNumber: false),
            new HtmlColumn("Measured − target, mean"),
            new HtmlColumn("root mean square"),
            new HtmlColumn("within 10 % of the target"),
            new HtmlColumn("without a cavity")
        );
        foreach (var agreement in agreements)
        foreach (var eye in CohortEye.All)
            if (eye.Agreement(agreement) is { } a)
                table.Row(
                    a.Phenotype,
                    eye.Name,
                    Figures.Short(a.Bias),
                    Figures.Short(a.RootMeanSquare),
                    Figures.Share(a.WithinTenPercent, a.N),
                    Figures.Share(a.Missing, a.N + a.Missing)
                );
        Relations(section, agreements);
        section.Table(
            table,
            $"How single hearts meet their targets. Exactly one whole cavity, as the network that steered sees it: "
                + $"{Figures.Share(sample.Texts("plausible").Count(t => t == "true"), sample.Rows)}."
        );
    }

    private static void Relations(HtmlSection section, TargetAgreement[] agreements)
    {
        var table = new HtmlTable(
            new HtmlColumn("Phenotype", IsNumber: false),
            new HtmlColumn("Seen by", IsNumber: false),
            new HtmlColumn("r with the target"),
            new HtmlColumn("slope"),
            new HtmlColumn("bias"),
            new HtmlColumn("error"),
            new HtmlColumn("n")
        );
        foreach (var a in agreements)
        {
            foreach (var (by, seen) in new[] { (CohortEye.Judge.Name, a.Judged), (CohortEye.Steering.Name + ", its noise", a.Steered) })
            {
                if (seen is not null)
                    table.Row(
                        a.Phenotype,
                        by,
                        Figures.Correlation(seen.R),
                        Figures.Short(seen.Slope),
                        Figures.Short(seen.Bias),
                        Figures.Short(seen.Error),
                        seen.N.ToString(CultureInfo.InvariantCulture)
                    );
            }
        }

        section.Table(
            table,
            "Heart by heart. A network praises what its own gradients made: believe the other one. Error: root mean square of value "
                + "less target."
        );
    }

    private static void Effects(HtmlSection section, CohortSample sample, CohortSpec spec)
    {
        section.Caution(Restates);
        var judged = IsJudged(sample, spec);
        HtmlColumn[] judge = judged ? [new HtmlColumn($"Measured by {CohortEye.Judge.Name} (95 % CI)")] : [];
        var table = new HtmlTable([
            new HtmlColumn("Phenotype", IsNumber: false),
            new HtmlColumn("Covariate", IsNumber: false),
            new HtmlColumn("Assumed effect"),
            new HtmlColumn("In the targets (95 % CI)"),
            .. judge,
            new HtmlColumn($"Measured by {CohortEye.Steering.Name} (95 % CI)"),
            new HtmlColumn(judged ? $"n ({CohortEye.Steering.Name})" : "n"),
        ]);
        foreach (var e in EffectRecovery.All(sample, spec))
            table.Row([
                e.Phenotype,
                e.Covariate,
                Figures.Short(e.Assumed),
                Cell(e.InTargets),
                .. judged ? [Cell(e.InJudged)] : Array.Empty<string>(),
                Cell(e.InMeasured),
                e.N == 0 ? "–" : e.N.ToString(CultureInfo.InvariantCulture),
            ]);
        section.Table(
            table,
            "Effects on phenotypes, in their units, by linear regression on all covariates. Bounds of phenotypes (min, max) cut "
                + "effects down a little."
        );
    }

    private static string Cell(Coefficient? c) =>
        c is null ? "–" : $"{Figures.Short(c.Estimate)} ({Figures.Short(c.Lower)} to {Figures.Short(c.Upper)})";

    private static void Limits(HtmlSection section, CohortSpec spec, CohortOptions options, HeartModels models)
    {
        section.Paragraph(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Hearts: z from a normal distribution, w by the mapping network with truncation {spec.Psi}, moved to end-diastole"
                    + $"{(options.LatentsOnly ? "" : "; of eight such the nearest to its target, steered on")}. "
                    + $"Phenotypes are drawn by a Gaussian copula about means that covariates shift, and drawn again out of bounds. "
                    + $"KS: largest difference of the two distribution functions, interval by the inequality of Dvoretzky, "
                    + $"Kiefer and Wolfowitz (Massart 1990), which is wide but holds (a bootstrap's does not); its floor: "
                    + $"40 pairs of draws of targets of the same size."
            )
        );
        section.Paragraph(
            "A heart is steered by the gradients of the segmenter that then measures it: agreement says that steering converges, not "
                + "that the anatomy is right. Targets far from what the generator was trained on give hearts nobody has. No "
                + "cardiologist has read these images."
        );
        var table = new HtmlTable(
            new HtmlColumn("File", IsNumber: false),
            new HtmlColumn("Bytes"),
            new HtmlColumn("SHA-256", IsNumber: false)
        );
        foreach (var file in spec.Files.Concat(models.Files))
            table.Row(file.Name, file.Bytes.ToString(CultureInfo.InvariantCulture), file.Sha256);
        section.Table(table, "Specification and models.");
    }
}
