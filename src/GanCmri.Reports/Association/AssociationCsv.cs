using GanCmri.Formats.Tables;
using GanCmri.Statistics;
using GanCmri.Statistics.Association;

namespace GanCmri.Reports.Association;

/// <summary>Writes association results as CSV, columns as users of PheWAS tables know them.</summary>
public static class AssociationCsv
{
    /// <summary>
    /// Columns: phenotype, exposure, beta, SE, lower, upper, p, log10p (negative; exact where p underflows), q, n_total (rows used),
    /// n_cases, n_controls, n_level and n_reference (rows used of a category's level and of the one that it is compared with),
    /// n_clusters, n_missing, q_by, p_bonferroni, partial_r, joint_statistic (F, or chi-square where joint_df2 is empty), joint_df,
    /// joint_df2, p_joint, q_joint, p_lr (likelihood ratio), ratio (odds, rate or hazard ratio) with ratio_lower and ratio_upper,
    /// beta_per_sd (of the exposure), beta_std (of the phenotype too), lambda_gc, p_max_t (family-wise, by permutation), df (empty:
    /// normal), group, source, note. Empty: does not apply.
    /// </summary>
    public static void Save(string path, AssociationTable table) => AssociationColumns.Table().Save(path, table.Rows);

    /// <summary>
    /// Writes what is missing: phenotype, source, kind (column, or pattern: these and no others), columns (joined by +; nothing: complete
    /// rows), n_missing, n_total, share, cases_missing, cases, controls_missing, controls. Empty: does not apply.
    /// </summary>
    public static void SaveMissing(string path, IReadOnlyList<MissingRow> rows) =>
        new TableWriter<MissingRow>()
            .Text("phenotype", r => r.Phenotype)
            .Text("source", r => r.Source)
            .Text("kind", r => r.IsPattern ? "pattern" : "column")
            .Text("columns", r => string.Join('+', r.Columns))
            .Count("n_missing", r => r.Missing)
            .Count("n_total", r => r.Rows)
            .Number("share", r => (double)r.Missing / r.Rows)
            .Number("cases_missing", r => r.MissingCases ?? double.NaN)
            .Number("cases", r => r.Cases ?? double.NaN)
            .Number("controls_missing", r => r.MissingControls ?? double.NaN)
            .Number("controls", r => r.Controls ?? double.NaN)
            .Save(path, rows);

    /// <summary>Writes marginal means: phenotype, phenotype_level (ordinal), exposure, level, source, mean, SE, lower, upper, df,
    /// n_total (rows used), n_level (of them, those of the level).</summary>
    public static void SaveMargins(string path, IReadOnlyList<MarginRow> rows) =>
        new TableWriter<MarginRow>()
            .Text("phenotype", r => r.Phenotype)
            .Text("phenotype_level", r => r.PhenotypeLevel)
            .Text("exposure", r => r.Exposure)
            .Text("level", r => r.Level)
            .Text("source", r => r.Source)
            .Number("mean", r => r.Mean)
            .Number("SE", r => r.StandardError)
            .Number("lower", r => r.Lower)
            .Number("upper", r => r.Upper)
            .Number("df", r => r.DegreesOfFreedom)
            .Count("n_total", r => r.Rows)
            .Count("n_level", r => r.LevelRows)
            .Save(path, rows);

    /// <summary>Writes correlation grids as one row a pair: source, a, b, r, n, lower, upper, p, log10p.</summary>
    public static void SaveCorrelations(string path, IReadOnlyList<CorrelationGrid> grids) =>
        new TableWriter<CorrelationPair>()
            .Text("source", p => p.Grid.Source)
            .Text("a", p => p.Grid.Names[p.I])
            .Text("b", p => p.Grid.Names[p.J])
            .Number("r", p => p.Grid.Cells[p.I, p.J].R)
            .Count("n", p => p.Grid.Cells[p.I, p.J].N)
            .Number("lower", p => p.Grid.Cells[p.I, p.J].Lower)
            .Number("upper", p => p.Grid.Cells[p.I, p.J].Upper)
            .Text("p", p => p.Grid.Cells[p.I, p.J].Significance is var s && !double.IsNaN(s.Ln) ? s.ToString() : "")
            .Number("log10p", p => p.Grid.Cells[p.I, p.J].Log10P)
            .Save(
                path,
                grids.SelectMany(g =>
                    Enumerable
                        .Range(0, g.Names.Count)
                        .SelectMany(i => Enumerable.Range(i + 1, g.Names.Count - i - 1).Select(j => new CorrelationPair(g, i, j)))
                )
            );

    private sealed record CorrelationPair(CorrelationGrid Grid, int I, int J);
}
