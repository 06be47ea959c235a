using System.Globalization;
using GanCmri.Imaging.Phantom;
using GanCmri.Phenotypes;
using GanCmri.Reports;
using GanCmri.Reports.Jobs;
using GanCmri.Studies.Guidance;

namespace GanCmri.Tests.Reports.Jobs;

public sealed class BatchIndexTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ReportModels _models = BatchReportTests.Models();

    public void Dispose()
    {
        _models.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Index_IsOneFileThatFetchesNothing()
    {
        Run("out", "id,seed,lv_area,frames,outputs\na,1,+2%,2,thumbnail\nb,x<b>,,2,\n");
        var page = File.ReadAllText(_folder.File("out/index.html"));
        Assert.Contains("<img alt=\"End-diastole of job a, cine by cine\" src=\"data:image/png;base64,", page);
        Assert.Contains("<a href=\"jobs/a/thumbnail.png\">thumbnail.png</a>", page);
        Assert.Contains("script-src 'sha256-", page);
        Assert.DoesNotContain("http://", page);
        Assert.DoesNotContain("https://", page);
        Assert.DoesNotContain("x<b>", page);
        foreach (var head in new[] { "Real", "Slice", "SSIM", "Its error in the real ED frame" }) // nobody has any
            Assert.DoesNotContain($">{head}</button>", page);
        Assert.Contains(">Asked</button>", page);
    }

    [Fact]
    public void Index_RealCine_ShowsRealReconstructionAndGuidedWithTheReconstructionsError()
    {
        PhantomFolder.Write(new PhantomPopulation(new PhantomOptions(), 1), 1, _folder.File("cine"));
        var result = Assert.Single(Run("out", "id,cine,lv_area,frames,outputs\nreal,cine,+5%,2,numbers thumbnail\n").Finished).Result;
        var page = File.ReadAllText(_folder.File("out/index.html"));
        Assert.DoesNotContain("before", page, StringComparison.OrdinalIgnoreCase);
        var heads = string.Concat(
            new[]
            {
                "Real",
                "Reconstruction (or seed)",
                "Its error in the real ED frame",
                "Its error in the real ED frame (%)",
                "Asked",
                "Asked change",
                "Guided",
                "Guided change",
            }.Select(h => $"<th scope=\"col\"><button type=\"button\">{h}</button></th>")
        );
        Assert.Contains(heads, page, StringComparison.Ordinal);
        Assert.Contains("error is of both cines in the real one&#39;s end-diastolic frame", page, StringComparison.Ordinal);
        var error = result.Error!;
        Assert.Equal(error.Reconstruction["lv_area_mm2"] - error.Real["lv_area_mm2"], error.Of(PhenotypeRegistry.LvArea));
        Assert.Equal(result.Of(SteeredPhenotype.LvArea)!.Before, result.Start.AtEndDiastole["lv_area_mm2"]);
        var row = Table().Single();
        foreach (
            var (column, value) in new[]
            {
                ("lv_area_mm2_reconstruction_error", error.Of(PhenotypeRegistry.LvArea)),
                ("lv_area_mm2_reconstruction_error_percent", 100 * error.Of(PhenotypeRegistry.LvArea) / error.Real["lv_area_mm2"]),
                ("ssim", error.Ssim),
                ("mse", error.Mse),
                ("lv_eda_mm2_real", result.Real!.EdaMm2),
                ("lv_eda_mm2_reconstruction", result.Start.EdaMm2),
                ("lv_eda_mm2_guided", result.Guided!.EdaMm2),
            }
        )
        {
            Assert.Equal(value, double.Parse(row[column], CultureInfo.InvariantCulture), 1e-9);
            if (column.StartsWith("lv_area", StringComparison.Ordinal))
                Assert.Contains($"data-v=\"{value.ToString("R", CultureInfo.InvariantCulture)}\"", page, StringComparison.Ordinal);
        }

        Assert.Equal("", row["lv_eda_mm2_synthetic"]);
        Assert.Equal(
            ["real", "reconstruction", "guided"],
            File.ReadLines(_folder.File("out/jobs/real/numbers.csv")).Skip(1).Select(l => l.Split(',')[0]).Distinct()
        );

        IEnumerable<Dictionary<string, string>> Table()
        {
            var lines = File.ReadAllLines(_folder.File("out/results.csv")).Select(l => l.Split(',')).ToArray();
            return lines.Skip(1).Select(l => lines[0].Zip(l).ToDictionary(c => c.First, c => c.Second));
        }
    }

    private BatchResult Run(string folder, string jobs)
    {
        File.WriteAllText(_folder.File("jobs.csv"), jobs);
        var options = new BatchReportOptions { ProjectionSteps = 2, Psi = 1 };
        return BatchReport.Run(JobsFile.Read(_folder.File("jobs.csv")), _models, _folder.File(folder), options);
    }
}
