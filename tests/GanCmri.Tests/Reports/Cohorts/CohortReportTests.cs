using GanCmri.Reports.Cohorts;
using GanCmri.Studies.Cohorts;
using GanCmri.Tests.Studies;
using GanCmri.Tests.Studies.Cohorts;

namespace GanCmri.Tests.Reports.Cohorts;

/// <summary>What a network measures that did not steer comes first.</summary>
public class CohortReportTests
{
    private const string Judge = "another network, fresh noise",
        Steering = "the network that steered";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Write_TwoNetworks_TheOneThatDidNotSteerComesFirst(bool judged)
    {
        using var folder = new TemporaryFolder();
        using var models = PlantedModels.Make();
        // Hearts that are as they were asked for, but for 500 mm² by the other network.
        File.WriteAllLines(
            folder.File("cohort.csv"),
            [
                "subject,source,lv_area_mm2_target,lv_area_mm2,sphericity_index_target,sphericity_index,plausible,missed"
                    + (judged ? ",lv_area_mm2_judged" : ""),
                .. Enumerable
                    .Range(0, 20)
                    .Select(i =>
                        $"S{i},synthetic,{1900 + 10 * i},{1900 + 10 * i},0.9{i % 9},0.9{i % 9},true," + (judged ? $",{2400 + 10 * i}" : "")
                    ),
            ]
        );
        var met = CohortReport.Write(
            folder.File("report.html"),
            CohortSample.Read(folder.File("cohort.csv")),
            CohortSpecs.Hearts(300, .02, .3),
            new CohortOptions { Subjects = 20 },
            models
        );
        Assert.Equal((0, judged ? 1 : null), (met[0].Distance.Estimate, met[0].ByJudge?.Distance.Estimate));
        Assert.Equal(judged ? 500 : null, met[0].ByJudge?.Bias);
        Assert.Null(met[1].ByJudge);
        var page = File.ReadAllText(folder.File("report.html"));
        Assert.Equal(judged, page.Contains(Judge, StringComparison.Ordinal));
        Assert.Contains(Steering, page, StringComparison.Ordinal);
        if (judged)
        {
            var headline = page.IndexOf("KS distance of measured and target", StringComparison.Ordinal);
            Assert.InRange(
                page.IndexOf($"{Judge}: 1", headline, StringComparison.Ordinal),
                headline,
                page.IndexOf($"{Steering}: 0 (", headline, StringComparison.Ordinal)
            );
            Assert.DoesNotContain("No other network looked", page, StringComparison.Ordinal);
        }
        else
            Assert.Contains("No other network looked", page, StringComparison.Ordinal);
    }
}
