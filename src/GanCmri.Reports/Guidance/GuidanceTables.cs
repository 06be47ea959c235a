using GanCmri.Formats.Tables;
using GanCmri.Phenotypes;
using GanCmri.Statistics;
using GanCmri.Studies;
using GanCmri.Studies.Guidance;

namespace GanCmri.Reports.Guidance;

/// <summary>Writes guided frames and what they correlate with as CSV files.</summary>
internal static class GuidanceTables
{
    /// <summary>guidance.csv: a guided frame a row.</summary>
    public static void SaveGuidance(string path, StudyResult cohort) =>
        new TableWriter<(string Subject, string Guided, double Step, LvMeasures Measures)>()
            .Text("subject", r => r.Subject)
            .Text("source", _ => "synthetic")
            .Text("guided", r => r.Guided)
            .Number("c", r => r.Step)
            .Numbers(PhenotypeRegistry.Verified, p => p.Name, (r, p) => p.Measure(r.Measures))
            .Text("flags", r => PhenotypeTables.Text(r.Measures.Flags))
            .Save(
                path,
                from subject in cohort.Subjects
                from series in subject.Guidance
                from step in series.Steps.Zip(series.Frames)
                select (subject.Name, series.Guided.Name, step.First, step.Second)
            );

    /// <summary>correlations.csv: a heart, direction and phenotype a row.</summary>
    public static void SaveCorrelations(string path, StudyResult cohort) =>
        new TableWriter<(string Subject, string Guided, string Measured, CorrelationResult R, double Slope)>()
            .Text("subject", r => r.Subject)
            .Text("guided", r => r.Guided)
            .Text("measured", r => r.Measured)
            .Count("n", r => r.R.N)
            .Number("r", r => r.R.R)
            .Number("lower", r => r.R.Lower)
            .Number("upper", r => r.R.Upper)
            .Text("p", r => double.IsNaN(r.R.Log10P) ? "" : r.R.Significance.ToString())
            .Number("log10p", r => r.R.Log10P)
            .Number("slope_a_step", r => r.Slope)
            .Save(
                path,
                from subject in cohort.Subjects
                from series in subject.Guidance
                from measured in GuidanceEffect.Seen(cohort)
                select (subject.Name, series.Guided.Name, measured.Name, series.Correlation(measured), series.Slope(measured))
            );
}
