using GanCmri.Formats.Tables;
using GanCmri.Phenotypes;
using GanCmri.Reports.Plotting;
using GanCmri.Runtime;
using GanCmri.Studies;
using GanCmri.Studies.Guidance;

namespace GanCmri.Reports.Guidance;

/// <summary>A verification of guidance as files.</summary>
internal static class GuidanceFiles
{
    private const double EnoughPlausible = .95;

    /// <summary>
    /// Writes guidance.csv (a frame a row), correlations.csv (r and slope of each heart), summary.csv (medians with intervals, mixed
    /// slopes, leakage, limits of c; all of it as the steering network sees it and beside it as the judge does), response-*.png (each
    /// phenotype against c) and leakage.png. With a judge also judged.csv, an image a row as it saw it; plots are then the judge's.
    /// </summary>
    /// <param name="folder">Made if missing.</param>
    /// <param name="cohort">What was measured.</param>
    /// <param name="judged">What another network measured of the same hearts under fresh noise; null: none looked.</param>
    /// <exception cref="InputException">The folder cannot be written.</exception>
    public static void Write(string folder, StudyResult cohort, StudyResult? judged = null)
    {
        var rows = GuidanceRow.All(cohort, judged);
        GuidanceTables.SaveGuidance(Path.Combine(folder, "guidance.csv"), cohort);
        GuidanceTables.SaveCorrelations(Path.Combine(folder, "correlations.csv"), cohort);
        var judgedTable = Path.Combine(folder, "judged.csv");
        if (judged is not null)
            GuidanceTables.SaveGuidance(judgedTable, judged);
        else
            File.Delete(judgedTable);
        SaveSummary(Path.Combine(folder, "summary.csv"), cohort, rows);
        var plots = cohort
            .Guided.Index()
            .Where(g => PhenotypeRegistry.Frame.Contains(g.Item))
            .ToDictionary(g => Path.Combine(folder, $"response-{g.Index + 1}.png"), g => g.Item);
        foreach (var (path, guided) in plots)
            AtomicFile.WriteBytes(path, Response(judged ?? cohort, guided).Bytes);
        foreach (var earlier in Directory.EnumerateFiles(folder, "response-*.png").Where(f => !plots.ContainsKey(f)).ToArray())
            File.Delete(earlier);

        AtomicFile.WriteBytes(Path.Combine(folder, "leakage.png"), Leakage(judged ?? cohort).Bytes);
    }

    /// <summary>The steps about 0 over which at least 95 % of the hearts keep exactly one whole cavity.</summary>
    /// <returns>First and last; NaN if not even c nearest 0 does.</returns>
    public static (double Lowest, double Highest) PlausibleSteps(StudyResult cohort, FramePhenotype guided)
    {
        var steps = cohort.Options.GuidanceSteps;
        var series = cohort.Subjects.Select(s => s.Guidance.Single(g => g.Guided == guided)).ToArray();
        var good = Enumerable
            .Range(0, steps.Count)
            .Select(i => series.Count(s => Plausibility.IsPlausible(s.Frames[i])) >= EnoughPlausible * series.Length)
            .ToArray();
        int low = Enumerable.Range(0, steps.Count).MinBy(i => Math.Abs(steps[i])),
            high = low;
        if (!good[low])
            return (double.NaN, double.NaN);
        while (low > 0 && good[low - 1])
            low--;
        while (high < steps.Count - 1 && good[high + 1])
            high++;
        return (steps[low], steps[high]);
    }

    private static Picture Response(StudyResult cohort, FramePhenotype guided)
    {
        var effect = GuidanceEffect.Of(cohort, guided, guided);
        return Plots.Response(
            cohort.Options.GuidanceSteps,
            [.. cohort.Subjects.Select(s => s.Guidance.Single(g => g.Guided == guided).Curve(guided))],
            guided.Head,
            $"median r = {Figures.Correlation(effect.MedianR.Estimate)} ({effect.Interval}), n = {effect.MedianR.Units} hearts"
        );
    }

    private static Picture Leakage(StudyResult cohort)
    {
        var measured = GuidanceEffect.Seen(cohort);
        var values = new double[cohort.Guided.Count, measured.Count];
        for (var r = 0; r < cohort.Guided.Count; r++)
        for (var c = 0; c < measured.Count; c++)
            values[r, c] = GuidanceEffect.Of(cohort, cohort.Guided[r], measured[c]).Standardised;
        return Plots.HeatMap(
            values,
            [.. cohort.Guided.Select(g => g.Label)],
            [.. measured.Select(m => m.Label)],
            "change a step of c, in standard deviations over hearts"
        );
    }

    private static void SaveSummary(string path, StudyResult cohort, IReadOnlyList<GuidanceRow> rows) =>
        new TableWriter<GuidanceRow>()
            .Text("guided", r => r.Effect.Guided.Name)
            .Text("measured", r => r.Effect.Measured.Name)
            .Count("hearts", r => r.Effect.MedianR.Units)
            .Number("median_r", r => r.Effect.MedianR.Estimate)
            .Number("r_lower", r => r.Effect.MedianR.Lower)
            .Number("r_upper", r => r.Effect.MedianR.Upper)
            .Number("share_rising", r => r.Effect.ShareRising)
            .Number("median_slope_a_step", r => r.Effect.MedianSlope.Estimate)
            .Number("slope_lower", r => r.Effect.MedianSlope.Lower)
            .Number("slope_upper", r => r.Effect.MedianSlope.Upper)
            .Number("mixed_slope_a_step", r => r.MixedSlope)
            .Number("mixed_lower", r => r.MixedLower)
            .Number("mixed_upper", r => r.MixedUpper)
            .Number("sd_a_step", r => r.Effect.Standardised)
            .Number("share_of_guided", r => r.Share)
            .Number("lowest_plausible_c", r => PlausibleSteps(cohort, r.Effect.Guided).Lowest)
            .Number("highest_plausible_c", r => PlausibleSteps(cohort, r.Effect.Guided).Highest)
            .Number("error", r => r.Effect.Error)
            .Number("judge_median_r", r => r.Judged?.MedianR.Estimate ?? double.NaN)
            .Number("judge_r_lower", r => r.Judged?.MedianR.Lower ?? double.NaN)
            .Number("judge_r_upper", r => r.Judged?.MedianR.Upper ?? double.NaN)
            .Number("judge_share_rising", r => r.Judged?.ShareRising ?? double.NaN)
            .Number("judge_median_slope_a_step", r => r.Judged?.MedianSlope.Estimate ?? double.NaN)
            .Number("judge_sd_a_step", r => r.Judged?.Standardised ?? double.NaN)
            .Number("judge_error", r => r.Judged?.Error ?? double.NaN)
            .Save(path, rows);
}
