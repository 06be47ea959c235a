using GanCmri.Formats.Tables;
using GanCmri.Statistics.Agreement;

namespace GanCmri.Reports.Association;

/// <summary>Writes how measurers agree.</summary>
internal static class AgreementCsv
{
    /// <summary>
    /// Columns: measurers, n (rows), n_clusters, bias (second less first) with bias_lower, bias_upper, sd, loa_lower and loa_upper (limits
    /// of agreement), each with its own _lower and _upper, mae, rmse, r, r_lower, r_upper, icc_agreement (ICC 2,1),
    /// icc_agreement_lower, icc_agreement_upper, icc_consistency (ICC 3,1), icc_consistency_lower, icc_consistency_upper, r_with,
    /// r_with_corrected, r_with_corrected_lower, r_with_corrected_upper. Empty: does not apply.
    /// </summary>
    public static void Save(string path, AgreementTable table) =>
        new TableWriter<AgreementRow>()
            .Text("measurers", r => string.Join("; ", r.Names))
            .Count("n", r => r.Reliability.Subjects)
            .Count("n_clusters", r => r.Clusters)
            .Number("bias", r => r.Differences?.Bias ?? double.NaN)
            .Number("bias_lower", r => r.DifferenceIntervals?.Bias.Lower ?? double.NaN)
            .Number("bias_upper", r => r.DifferenceIntervals?.Bias.Upper ?? double.NaN)
            .Number("sd", r => r.Differences?.Sd ?? double.NaN)
            .Number("loa_lower", r => r.Differences?.Lower ?? double.NaN)
            .Number("loa_lower_lower", r => r.DifferenceIntervals?.Lower.Lower ?? double.NaN)
            .Number("loa_lower_upper", r => r.DifferenceIntervals?.Lower.Upper ?? double.NaN)
            .Number("loa_upper", r => r.Differences?.Upper ?? double.NaN)
            .Number("loa_upper_lower", r => r.DifferenceIntervals?.Upper.Lower ?? double.NaN)
            .Number("loa_upper_upper", r => r.DifferenceIntervals?.Upper.Upper ?? double.NaN)
            .Number("mae", r => r.Differences?.MeanAbsoluteError ?? double.NaN)
            .Number("rmse", r => r.Differences?.RootMeanSquareError ?? double.NaN)
            .Number("r", r => r.R?.R ?? double.NaN)
            .Number("r_lower", r => r.R?.Lower ?? double.NaN)
            .Number("r_upper", r => r.R?.Upper ?? double.NaN)
            .Number("icc_agreement", r => r.Reliability.Agreement)
            .Number("icc_agreement_lower", r => r.Reliability.AgreementInterval.Lower)
            .Number("icc_agreement_upper", r => r.Reliability.AgreementInterval.Upper)
            .Number("icc_consistency", r => r.Reliability.Consistency)
            .Number("icc_consistency_lower", r => r.Reliability.ConsistencyInterval.Lower)
            .Number("icc_consistency_upper", r => r.Reliability.ConsistencyInterval.Upper)
            .Number("r_with", r => r.Corrected?.R ?? double.NaN)
            .Number("r_with_corrected", r => r.Corrected?.Corrected ?? double.NaN)
            .Number("r_with_corrected_lower", r => r.Corrected?.Lower ?? double.NaN)
            .Number("r_with_corrected_upper", r => r.Corrected?.Upper ?? double.NaN)
            .Save(path, table.Rows);
}
