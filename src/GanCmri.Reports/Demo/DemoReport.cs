using GanCmri.Reports.Html;
using GanCmri.Runtime;
using GanCmri.Statistics;
using GanCmri.Studies;
using GanCmri.Studies.Demo;

namespace GanCmri.Reports.Demo;

/// <summary>Turns a measured cohort into a report.</summary>
internal static class DemoReport
{
    private const string Banner = "Synthetic images made by a generative network. Not of any patient. Not for diagnosis.";

    public static HtmlReport Build(StudyResult cohort, DemoExhibits exhibits, HeartModels models)
    {
        var n = cohort.Subjects.Count;
        var report = new HtmlReport(
            $"Synthetic cohort of {n} hearts",
            $"{n} hearts drawn from a generative network (StyleGAN2, short-axis cardiac MR), each set in motion by "
                + $"{cohort.Trajectories.Count} trajectories "
                + $"and guided along {cohort.Guided.Count} directions in {cohort.Options.GuidanceSteps.Count} steps. Every frame was "
                + "measured by one segmentation network."
        )
        {
            Banner = Banner,
            Footer =
                $"GanCmri {CodeIdentity.Version}; seed {cohort.Options.Seed}; device {models.Device}. Options, versions and SHA-256 of "
                + "models and results: run.json.",
        };
        new DemoOverview(cohort).AppendTo(report);
        new DemoMotion(cohort, exhibits).AppendTo(report);
        new DemoGuidance(cohort, exhibits, models).AppendTo(report);
        new DemoDistributions(cohort, exhibits).AppendTo(report);
        new DemoMethods(cohort, models).AppendTo(report);
        return report;
    }

    /// <summary>"median (Q1 to Q3)", and n where values are missing.</summary>
    internal static string Spread(IReadOnlyList<double> values)
    {
        var s = Summary.Of(values);
        return $"{Figures.Short(s.Median)} ({Figures.Short(s.Q25)} to {Figures.Short(s.Q75)}{(s.Missing > 0 ? $"; n = {s.N}" : "")})";
    }
}
