using GanCmri.Cli;
using GanCmri.Statistics.Association;

namespace GanCmri.Tests.Statistics.Association;

public sealed class SubjectColumnTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("id")]
    [InlineData("Subject")]
    [InlineData("patient_id")]
    [InlineData("Participant ID")]
    [InlineData("eid")]
    public void Repeats_SubjectsInSeveralRows_AreTold(string name)
    {
        var note = Note(name, i => $"p{i / 3}")!;
        Assert.Contains("60 rows are of 20 subjects", note, StringComparison.Ordinal);
        Assert.Contains("--cluster " + name, note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("id", false)] // each once
    [InlineData("slice", true)] // names no subject
    public void Repeats_NoneOrNoSubjects_AreNot(string name, bool repeats) => Assert.Null(Note(name, i => repeats ? $"p{i / 3}" : $"p{i}"));

    [Fact]
    public void Repeats_MissingIds_AreNoSubject() => Assert.Null(Note("id", i => i < 5 ? $"p{i}" : ""));

    [Fact]
    public void Repeats_GroupedOrStudied_SaysNothing()
    {
        Assert.Null(Note("id", i => $"p{i / 3}", o => o with { Cluster = "id" }));
        Assert.Null(Note("id", i => $"{i / 3}", o => o with { Exposures = ["id"] }));
    }

    [Fact]
    public async Task Associate_RepeatedSubjects_SaysSoInOneLine()
    {
        Write("subject", i => $"p{i / 3}");
        var output = Console.Out;
        using var said = new StringWriter();
        Console.SetOut(said);
        try
        {
            string[] command = ["associate", _folder.File("t.csv"), "--outcome", "y", "--exposure", "x", "--out", _folder.File("r.csv")];
            Assert.Equal(0, await App.RunAsync(command));
            Assert.Single(said.ToString().Split('\n'), l => l.Contains("20 subjects", StringComparison.Ordinal));
            said.GetStringBuilder().Clear();
            Assert.Equal(0, await App.RunAsync([.. command, "--cluster", "subject"]));
            Assert.DoesNotContain("20 subjects", said.ToString(), StringComparison.Ordinal);
        }
        finally
        {
            Console.SetOut(output);
        }
    }

    private string? Note(string name, Func<int, string> id, Func<AssociationOptions, AssociationOptions>? change = null)
    {
        Write(name, id);
        var options = new AssociationOptions { Outcomes = ["y"], Exposures = ["x"] };
        return SubjectColumn.Repeats([_folder.File("t.csv")], change?.Invoke(options) ?? options);
    }

    private void Write(string name, Func<int, string> id) =>
        File.WriteAllLines(
            _folder.File("t.csv"),
            [$"{name},x,y", .. Enumerable.Range(0, 60).Select(i => $"{id(i)},{i * 7 % 11},{i * 5 % 13}")]
        );
}
