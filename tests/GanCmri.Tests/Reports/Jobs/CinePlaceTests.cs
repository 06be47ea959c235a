using GanCmri.Reports;
using GanCmri.Reports.Jobs;
using GanCmri.Tests.Studies;

namespace GanCmri.Tests.Reports.Jobs;

/// <summary>Cines must lie in the jobs file's folder, however the path is written.</summary>
public sealed class CinePlaceTests : IDisposable
{
    private const string Outside =
        "jobs.csv, line 2, column 'cine': expected a cine in the jobs file's folder, found a path that leads out of it; move the cine "
        + "there, or add --allow-outside.";
    private readonly TemporaryFolder _folder = new();

    public CinePlaceTests()
    {
        Directory.CreateDirectory(_folder.File("in/cine"));
        Directory.CreateDirectory(_folder.File("out/cine"));
        File.WriteAllText(_folder.File("out/cine/frame.png"), "");
        Directory.CreateDirectory(_folder.File("in-too")); // begins alike
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("../out/cine")]
    [InlineData("cine/../../out/cine")]
    [InlineData("../in-too")]
    [InlineData("..")]
    public void DotDot_LeadsOut(string cine)
    {
        Assert.Equal(Outside, Problem(cine));
        Assert.Null(Problem(cine, allowOutside: true));
    }

    [Fact]
    public void Absolute_LeadsOutUnlessItIsWithin()
    {
        Assert.Equal(Outside, Problem(_folder.File("out/cine")));
        Assert.Null(Problem(_folder.File("out/cine"), allowOutside: true));
        Assert.Null(Problem(_folder.File("in/cine")));
    }

    [Fact]
    public void Link_LeadsOut()
    {
        Directory.CreateSymbolicLink(_folder.File("in/link"), _folder.File("out/cine"));
        Assert.Equal(Outside, Problem("link"));
        Assert.Equal(Outside, Problem("link/frame.png"));
        Assert.Null(Problem("link", allowOutside: true));
    }

    [Fact]
    public void LinkWithinTheCine_LeadsOut()
    {
        File.CreateSymbolicLink(_folder.File("in/cine/frame.png"), _folder.File("out/cine/frame.png"));
        Assert.Contains("found a symbolic link in the cine that leads out of it", Problem("cine"));
    }

    [Fact]
    public void LinkInACircle_IsAProblem()
    {
        File.CreateSymbolicLink(_folder.File("in/a"), _folder.File("in/b"));
        File.CreateSymbolicLink(_folder.File("in/b"), _folder.File("in/a"));
        Assert.Contains("column 'cine': expected a path that can be read", Problem("a"));
    }

    [Fact]
    public void LinkedFolderOfTheJobsFile_IsItsOwn()
    {
        Directory.CreateSymbolicLink(_folder.File("elsewhere"), _folder.File("in"));
        File.WriteAllText(_folder.File("in/jobs.csv"), "cine\ncine\n");
        Assert.Empty(JobsFile.Read(_folder.File("elsewhere/jobs.csv")).Problems);
    }

    private string? Problem(string cine, bool allowOutside = false)
    {
        File.WriteAllText(_folder.File("in/jobs.csv"), $"cine\n{cine}\n");
        return JobsFile.Read(_folder.File("in/jobs.csv"), allowOutside).Problems.SingleOrDefault()?.Message("jobs.csv");
    }
}
