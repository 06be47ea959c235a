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
        Assert.Contains("--cluster " + (name.Contains(' ') ? $"'{name}'" : name), note, StringComparison.Ordinal); // as a shell reads it
    }

    [Theory]
    [InlineData("id", false)] // each once
    [InlineData("slice", true)] // names no subject
    public void Repeats_NoneOrNoSubjects_AreNot(string name, bool repeats) => Assert.Null(Note(name, i => repeats ? $"p{i / 3}" : $"p{i}"));

    [Fact]
    public void Repeats_MissingIds_AreNoSubject() => Assert.Null(Note("id", i => i < 5 ? $"p{i}" : ""));

    [Fact]
    public void Repeats_MarksOfMissingIds_AreNoSubject() =>
        Assert.Contains(
            "40 rows are of 20 subjects",
            Note("id", i => i < 40 ? $"{i / 2}" : "-9", o => o with { Missing = ["-9"] })!,
            StringComparison.Ordinal
        );

    [Fact]
    public void Repeats_CountsRowsThatAreAnalysed()
    {
        // Of every subject one row has the phenotype.
        Write("id", i => $"p{i / 3}", y: i => i % 3 == 0 ? $"{i * 5 % 13}" : "");
        Assert.Null(Told(o => o));
        // A row counts where any of the models takes it.
        Assert.Contains("40 rows are of 20", Told(o => o with { Outcomes = ["y", "z"], Exposures = ["x"] }), StringComparison.Ordinal);
    }

    [Fact]
    public void Repeats_RealAndSyntheticRows_AreCountedApart()
    {
        Write("id", i => $"p{i % 30}", source: i => i < 30 ? "real" : "synthetic"); // a synthetic twin each
        Assert.Null(Told(o => o));
        Write("id", i => $"p{(i < 30 ? i : i % 15)}", source: i => i < 30 ? "real" : "synthetic");
        Assert.StartsWith("id: 30 synthetic rows are of 15 subjects and", Told(o => o), StringComparison.Ordinal);
    }

    [Fact]
    public void Repeats_ColumnWithABlank_IsQuotedForTheShell() =>
        Assert.Contains("(--cluster 'Participant ID')", Note("Participant ID", i => $"p{i / 3}"), StringComparison.Ordinal);

    [Fact]
    public void Repeats_Grouped_SaysNothing() => Assert.Null(Note("id", i => $"p{i / 3}", o => o with { Cluster = "id" }));

    [Theory]
    [InlineData("id", "")]
    [InlineData("x", "id")]
    [InlineData("x+id", "")]
    [InlineData("ID", "x")]
    public void Repeats_TheSubjectIsStudied_IsToldWithWhatThatMeans(string exposure, string covariate)
    {
        foreach (var letter in new[] { "p", "" }) // text, numbers
        {
            Write("id", i => $"{letter}{i / 3}");
            var options = new AssociationOptions
            {
                Outcomes = ["y"],
                Exposures = [exposure],
                Covariates = covariate.Length > 0 ? [covariate] : [],
            }.Renamed(["id", "x", "y", "z"], n => n.ToLowerInvariant());
            var note = Told(_ => options)!;
            Assert.StartsWith("id: 60 rows are of 20 subjects and", note, StringComparison.Ordinal);
            Assert.EndsWith("id does as exposure or covariate cannot be told apart from the person", note, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("apart", Note("id", i => $"p{i / 3}"), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_RepeatedSubjects_HasANote()
    {
        Write("subject", i => $"p{i / 3}");
        var options = new AssociationOptions { Outcomes = ["y"], Exposures = ["x"] };
        var study = AssociationStudy.Run(_folder.File("t.csv"), options);
        Assert.Single(study.Notes, n => n.StartsWith("subject: 60 rows are of 20 subjects", StringComparison.Ordinal));
        Assert.Equal(study.Notes[^1], study.Repeats);
        var grouped = AssociationStudy.Run(_folder.File("t.csv"), options with { Cluster = "subject" });
        Assert.DoesNotContain(grouped.Notes, n => n.Contains("20 subjects", StringComparison.Ordinal));
        Assert.Null(grouped.Repeats);
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
        return Told(change ?? (o => o));
    }

    private string? Told(Func<AssociationOptions, AssociationOptions> change) =>
        SubjectColumn.Repeats([_folder.File("t.csv")], change(new AssociationOptions { Outcomes = ["y"], Exposures = ["x"] }));

    private void Write(string name, Func<int, string> id, Func<int, string>? y = null, Func<int, string>? source = null) =>
        File.WriteAllLines(
            _folder.File("t.csv"),
            [
                $"{name},x,y,z{(source is null ? "" : ",source")}",
                .. Enumerable
                    .Range(0, 60)
                    .Select(i =>
                        $"{id(i)},{i * 7 % 11},{y?.Invoke(i) ?? $"{i * 5 % 13}"},{(i % 3 == 1 ? $"{i % 7}" : "")}"
                        + (source is null ? "" : "," + source(i))
                    ),
            ]
        );
}
