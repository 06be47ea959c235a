using GanCmri.Learning;
using GanCmri.Reports;
using GanCmri.Tests.Studies;
using Microsoft.ML;

namespace GanCmri.Tests.Reports.Jobs;

public class BatchTablesTests
{
    [Fact]
    public void Report_GivesARowAJob_AndWarnsOfBadOnes()
    {
        using var folder = new TemporaryFolder();
        using var models = BatchReportTests.Models();
        File.WriteAllText(
            folder.File("jobs.csv"),
            "id,seed,trajectory,frames,outputs\nlast,3,ed-to-es,2,numbers\nwrong,x,,,\nfirst,1,ed-to-es,3,numbers\n"
        );
        var ml = new MLContext(seed: 1);
        var warnings = new List<string>();
        ml.Log += (_, e) =>
        {
            if (e.Kind == Microsoft.ML.Runtime.ChannelMessageKind.Warning)
                warnings.Add(e.Message);
        };
        var frame = ml.Gan.Report(folder.File("jobs.csv"), folder.File("out"), models);
        Assert.Equal(["last", "first"], frame["Job"].Cast<string>());
        Assert.Equal([2, 3], frame["Frames"].Cast<int>());
        Assert.Equal(2, frame["LvAreaMm2Target"].NullCount);
        Assert.Contains(warnings, w => w.Contains("line 3", StringComparison.Ordinal));
        Assert.True(File.Exists(folder.File("out/index.html")));
    }
}
