using GanCmri.Formats.Tables;
using GanCmri.Statistics;
using GanCmri.Statistics.Meta;

namespace GanCmri.Reports.Association;

/// <summary>Writes pooled and compared studies.</summary>
internal static class MetaCsv
{
    /// <summary>
    /// Columns: phenotype, exposure, studies, n_total, fixed_beta, fixed_SE, fixed_lower, fixed_upper, fixed_p, random_beta, random_SE,
    /// random_lower, random_upper, random_p (restricted maximum likelihood, Hartung and Knapp), q (of random_p), tau2, Q, p_heterogeneity,
    /// I2, prediction_lower, prediction_upper, names. Empty: one study only.
    /// </summary>
    public static void Save(string path, IReadOnlyList<MetaRow> rows)
    {
        static double Pooled(MetaRow row, Func<MetaAnalysis, double> value) => row.Pooled is { } pooled ? value(pooled) : double.NaN;
        new TableWriter<MetaRow>()
            .Text("phenotype", r => r.Phenotype)
            .Text("exposure", r => r.Exposure)
            .Count("studies", r => r.Studies.Count)
            .Number("n_total", r => r.Studies.Sum(s => s.Rows))
            .Number("fixed_beta", r => Pooled(r, m => m.Fixed.Estimate))
            .Number("fixed_SE", r => Pooled(r, m => m.Fixed.StandardError))
            .Number("fixed_lower", r => Pooled(r, m => m.Fixed.Lower))
            .Number("fixed_upper", r => Pooled(r, m => m.Fixed.Upper))
            .Text("fixed_p", r => Of(r.Pooled?.Fixed.Significance))
            .Number("random_beta", r => Pooled(r, m => m.Random.Estimate))
            .Number("random_SE", r => Pooled(r, m => m.Random.StandardError))
            .Number("random_lower", r => Pooled(r, m => m.Random.Lower))
            .Number("random_upper", r => Pooled(r, m => m.Random.Upper))
            .Text("random_p", r => Of(r.Pooled?.Random.Significance))
            .Number("q", r => r.Q)
            .Number("tau2", r => Pooled(r, m => m.Tau2))
            .Number("Q", r => Pooled(r, m => m.Q))
            .Text("p_heterogeneity", r => Of(r.Pooled?.Heterogeneity))
            .Number("I2", r => Pooled(r, m => m.I2))
            .Number("prediction_lower", r => Pooled(r, m => m.Prediction.Lower))
            .Number("prediction_upper", r => Pooled(r, m => m.Prediction.Upper))
            .Text("names", r => string.Join("; ", r.Studies.Select(s => s.Study)))
            .Save(path, rows);
    }

    /// <summary>
    /// Columns: phenotype, exposure, then beta, SE, lower, upper, p, q, n of each study (_1, _2), difference (second less first) with its
    /// SE, interval and p, same_direction, p_one_sided (second study, in the first's direction), replicated (yes or no for discoveries of q
    /// at most 0.05 that were tested again), study_1, study_2.
    /// </summary>
    public static void SaveCompared(string path, IReadOnlyList<ComparedRow> rows)
    {
        var table = new TableWriter<ComparedRow>().Text("phenotype", r => r.First.Phenotype).Text("exposure", r => r.First.Exposure);
        table = Study(Study(table, "1", r => r.First), "2", r => r.Second);
        table
            .Number("difference", r => r.Difference.Estimate)
            .Number("difference_SE", r => r.Difference.StandardError)
            .Number("difference_lower", r => r.Difference.Lower)
            .Number("difference_upper", r => r.Difference.Upper)
            .Text("p_difference", r => Of(r.Difference.Significance))
            .Text(
                "same_direction",
                r =>
                    r.Second is null ? ""
                    : r.IsSameDirection ? "yes"
                    : "no"
            )
            .Text("p_one_sided", r => Of(r.OneSided))
            .Text(
                "replicated",
                r =>
                    r.IsReplicated switch
                    {
                        true => "yes",
                        false => "no",
                        null => "",
                    }
            )
            .Text("study_1", r => r.First.Study)
            .Text("study_2", r => r.Second?.Study ?? "")
            .Save(path, rows);
    }

    private static TableWriter<ComparedRow> Study(TableWriter<ComparedRow> table, string mark, Func<ComparedRow, StudyEstimate?> of) =>
        table
            .Number($"beta_{mark}", r => of(r)?.Beta ?? double.NaN)
            .Number($"SE_{mark}", r => of(r)?.StandardError ?? double.NaN)
            .Number($"lower_{mark}", r => of(r)?.Lower ?? double.NaN)
            .Number($"upper_{mark}", r => of(r)?.Upper ?? double.NaN)
            .Text($"p_{mark}", r => of(r) is { } s ? Of(PValue.FromLn(s.LnP)) : "")
            .Number($"q_{mark}", r => of(r)?.Q ?? double.NaN)
            .Number($"n_{mark}", r => of(r)?.Rows ?? double.NaN);

    private static string Of(PValue? p) => p is { } v && !double.IsNaN(v.Ln) ? v.ToString() : "";
}
