using System.Net;
using GanCmri.Reports;
using GanCmri.Reports.Demo;
using GanCmri.Reports.Html;
using GanCmri.Studies;
using GanCmri.Studies.Demo;
using GanCmri.Tests.Studies;
using GanCmri.Tests.Studies.Guidance;

namespace GanCmri.Tests.Reports.Demo;

public class DemoOverviewTests
{
    [Fact]
    public void AppendTo_WeakGuidanceAndNoMotion_SaysSo()
    {
        var html = Overview(GuidanceEffectTests.Cohort(5, (i, c) => 100 + i + (i % 2 == 0 ? 1 : -1) * c, (_, _) => .8));
        Assert.Contains("Guidance of LV area is weak", html);
        Assert.Contains("motion is small", html);
    }

    [Fact]
    public void AppendTo_MissingCavities_SaysHowMany()
    {
        var html = Overview(GuidanceEffectTests.Cohort(10, (i, c) => i <= 2 ? double.NaN : 100 + c, (_, _) => .8));
        Assert.Contains("Only 16 of 20 (80 %) of the cine frames", html);
        Assert.Contains("8 of 10 (80 %)", html);
    }

    [Fact]
    public void AppendTo_Headline_SaysWhatCIs() =>
        Assert.Contains(
            "LV area against the step asked for (c)",
            Overview(GuidanceEffectTests.Cohort(5, (i, c) => 100 * i + 10 * c, (_, _) => .8))
        );

    [Fact]
    public void AppendTo_StrongGuidance_IsNotCalledWeak() =>
        Assert.DoesNotContain("weak", Overview(GuidanceEffectTests.Cohort(5, (i, c) => 100 * i + 10 * c, (_, _) => .8)));

    private static string Overview(StudyResult cohort)
    {
        var report = new HtmlReport("t", "s");
        new DemoOverview(cohort).AppendTo(report);
        return WebUtility.HtmlDecode(report.ToHtml()).Replace('\u00A0', ' '); // numbers and units do not part
    }
}
