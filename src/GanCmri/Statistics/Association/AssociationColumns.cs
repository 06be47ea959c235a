using GanCmri.Formats.Tables;

namespace GanCmri.Statistics.Association;

/// <summary>The columns of a study's results, in files and frames alike, named as users of PheWAS tables know them.</summary>
internal static class AssociationColumns
{
    /// <summary>A column a number, a row a test; what they are is told by <c>AssociationCsv.Save</c>.</summary>
    public static TableWriter<AssociationRow> Table() =>
        new TableWriter<AssociationRow>()
            .Text("phenotype", r => r.Phenotype)
            .Text("exposure", r => r.Exposure)
            .Number("beta", r => r.Beta)
            .Number("SE", r => r.StandardError)
            .Number("lower", r => r.Lower)
            .Number("upper", r => r.Upper)
            .Number("p", r => r.Significance.Value, r => Of(r.Significance))
            .Number("log10p", r => r.Significance.Log10)
            .Number("q", r => r.Q)
            .Count("n_total", r => r.Used)
            .Count("n_cases", r => r.Cases)
            .Count("n_controls", r => r.Controls)
            .Count("n_level", r => r.LevelRows)
            .Count("n_reference", r => r.ReferenceRows)
            .Count("n_clusters", r => r.Clusters)
            .Count("n_missing", r => r.Missing)
            .Number("q_by", r => r.QDependent)
            .Number("p_bonferroni", r => r.Bonferroni)
            .Number("partial_r", r => r.PartialR)
            .Number("joint_statistic", r => r.Joint?.Statistic ?? double.NaN)
            .Number("joint_df", r => r.Joint?.Df ?? double.NaN)
            .Number("joint_df2", r => r.Joint?.DenominatorDf ?? double.NaN)
            .Number("p_joint", r => r.Joint?.Significance.Value ?? double.NaN, r => Of(r.Joint?.Significance))
            .Number("q_joint", r => r.JointQ)
            .Number("p_lr", r => r.Joint?.LikelihoodRatio.Value ?? double.NaN, r => Of(r.Joint?.LikelihoodRatio))
            .Number("ratio", r => r.Ratio)
            .Number("ratio_lower", r => r.RatioLower)
            .Number("ratio_upper", r => r.RatioUpper)
            .Number("beta_per_sd", r => r.BetaPerSd)
            .Number("beta_std", r => r.BetaStandardised)
            .Number("lambda_gc", r => r.Lambda)
            .Number("p_max_t", r => r.MaxTP)
            .Number("df", r => r.DegreesOfFreedom)
            .Text("group", r => r.Group)
            .Text("source", r => r.Source)
            .Text("note", r => string.Join("; ", r.Notes));

    private static string Of(PValue? p) => p is { } v && !double.IsNaN(v.Ln) ? v.ToString() : "";
}
