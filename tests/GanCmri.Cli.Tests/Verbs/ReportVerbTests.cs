using GanCmri.Networks.Weights;
using GanCmri.Tests.Studies;
using GanCmri.Trajectories;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Cli.Tests.Verbs;

public sealed class ReportVerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ReportVerbTests()
    {
        using var models = PlantedModels.Make();
        var origin = new Provenance("test", "", 1, 1, new Dictionary<string, string>());
        NetworkFile.Save(_folder.File("generator.safetensors"), models.Generator);
        models.Segmenter.Save(_folder.File("segmenter.safetensors"), new Dictionary<string, string>());
        new TrajectoryFile(models.EdToEs, null, 1, null, origin).Write(_folder.File("ed-es.json"));
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("id,seed,trajectory,frames,outputs\na,1,ed-to-es,2,numbers\nb,2,ed-to-es,2,gif\n", 0)]
    [InlineData("id,seed,trajectory,frames,outputs\na,1,ed-to-es,2,numbers\nb,x,ed-to-es,2,gif\n", 1)]
    [InlineData("id,seed,trajectory,frames,outputs\na,1,ed-to-es,2,numbers\nb,2,periodic,2,gif\n", 1)]
    [InlineData("id,seed,trajectory,frames,outputs\na,x,ed-to-es,2,numbers\nb,x,ed-to-es,2,gif\n", 2)]
    public async Task Report_EndsWithTheCodeOfItsRows(string jobs, int code)
    {
        File.WriteAllText(_folder.File("jobs.csv"), jobs);
        Assert.Equal(code, await App.RunAsync(Arguments("jobs.csv")));
        Assert.True(File.Exists(_folder.File("out/index.html")));
        Assert.Equal(
            1
                + (
                    code switch
                    {
                        0 => 0,
                        1 => 1,
                        _ => 2,
                    }
                ),
            File.ReadLines(_folder.File("out/problems.csv")).Count()
        );
    }

    [Theory]
    [InlineData("none.csv", null)]
    [InlineData("jobs.csv", "id,lv_area\na,+5%\n")]
    [InlineData("jobs.csv", "")]
    public async Task Report_NoJobsFile_EndsWithTwoAndWritesNothing(string file, string? jobs)
    {
        if (jobs is not null)
            File.WriteAllText(_folder.File(file), jobs);
        Assert.Equal(App.BadInput, await App.RunAsync(Arguments(file)));
        Assert.False(Directory.Exists(_folder.File("out")));
    }

    [Fact]
    public async Task Report_ModelsMissing_EndsWithTwoAndWritesNothing()
    {
        File.WriteAllText(_folder.File("jobs.csv"), "seed\n1\n");
        File.Delete(_folder.File("ed-es.json"));
        Assert.Equal(App.BadInput, await App.RunAsync(Arguments("jobs.csv")));
        Assert.False(Directory.Exists(_folder.File("out")));
    }

    private string[] Arguments(string jobs) =>
        [
            "report",
            _folder.File(jobs),
            "--out",
            _folder.File("out"),
            "--models",
            _folder.Path,
            "--segmenter",
            _folder.File("segmenter.safetensors"),
            "--device",
            "cpu",
        ];
}
