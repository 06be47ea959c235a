using GanCmri.Runtime;
using GanCmri.Statistics.Association;

namespace GanCmri.Tests.Statistics.Association;

public sealed class ReferenceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(AssociationErrors.Classical)] // one pass
    [InlineData(AssociationErrors.Hc3)] // rows kept
    public void Run_Reference_TurnsTheSignAndIsNamed(AssociationErrors errors)
    {
        var options = Options() with { Errors = errors };
        var usual = Assert.Single(Run(options).Rows);
        Assert.Equal("group [healthy vs case]", usual.Exposure);
        var study = Run(options with { References = new Dictionary<string, string> { ["group"] = "healthy" } });
        var row = Assert.Single(study.Rows);
        Assert.Equal("group [case vs healthy]", row.Exposure);
        Assert.Equal(-usual.Beta, row.Beta, 9);
        Assert.Equal(usual.Significance.Value, row.Significance.Value, 9);
        Assert.Contains(study.Notes, n => n.EndsWith("compared with healthy", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_ReferenceInOtherCapitalsOrNone_IsTheLevel()
    {
        Assert.Equal("group [case vs healthy]", Assert.Single(Run(With("GROUP", "Healthy")).Rows).Exposure);
        Write(i => i % 2 == 0 ? "None" : "case");
        Assert.Equal("group [case vs None]", Assert.Single(Study(With("group", "None")).Rows).Exposure);
    }

    [Fact]
    public void Run_ReferenceThatNoRowOfTheModelHas_IsSaid()
    {
        Write(
            i =>
                i < 2 ? "healthy"
                : i % 2 == 0 ? "mild"
                : "severe",
            i => i < 2 ? "" : $"{i * 5 % 13}"
        );
        var row = Assert.Single(Study(With("group", "healthy")).Rows, r => r.Exposure == "group [severe vs mild]");
        Assert.Contains("no row of group is healthy: compared with mild", row.Notes);
    }

    [Theory]
    [InlineData("sex", "F", "an exposure or covariate (group)")]
    [InlineData("group", "sick", "one of its levels (case, healthy)")]
    [InlineData("x", "1", "a column of categories")]
    public void Run_UnknownColumnOrLevel_IsRefused(string column, string level, string expected)
    {
        var options = With(column, level);
        options = column == "x" ? options with { Exposures = ["x"] } : options;
        Assert.Equal(expected, Assert.Throws<InputException>(() => Run(options)).Expected);
    }

    [Fact]
    public void Join_OfSums_HasTheReference()
    {
        var options = With("group", "healthy");
        Write(i => "case"); // a part that lacks the level
        var cases = Sums(options);
        Write(i => "healthy", i => $"{i * 3 % 13}");
        Assert.Equal("group [case vs healthy]", Assert.Single(SummedStudy.Join([cases, Sums(options)], options).Rows).Exposure);
    }

    private StudySums Sums(AssociationOptions options) => SummedStudy.Of([_folder.File("t.csv")], options, null, CancellationToken.None);

    private static AssociationOptions Options() => new() { Outcomes = ["y"], Exposures = ["group"] };

    private static AssociationOptions With(string column, string level) =>
        Options() with
        {
            References = new Dictionary<string, string> { [column] = level },
        };

    private AssociationTable Run(AssociationOptions options)
    {
        Write(i => i % 3 == 0 ? "case" : "healthy");
        return Study(options);
    }

    private AssociationTable Study(AssociationOptions options)
    {
        string[] header = ["group", "x", "y"];
        var named = options.Renamed(header, n => Array.Find(header, h => h.Equals(n, StringComparison.OrdinalIgnoreCase)) ?? n);
        return AssociationStudy.Run(_folder.File("t.csv"), named);
    }

    private void Write(Func<int, string> group, Func<int, string>? outcome = null) =>
        File.WriteAllLines(
            _folder.File("t.csv"),
            ["group,x,y", .. Enumerable.Range(0, 60).Select(i => $"{group(i)},{i * 7 % 11},{outcome?.Invoke(i) ?? $"{i * 5 % 13}"}")]
        );
}
