using System.Text.RegularExpressions;

namespace GanCmri.Tests;

/// <summary>Holds the journeys of docs/architecture.md: their files exist, and none goes back up the table of folders.</summary>
public partial class JourneyTests
{
    [Fact]
    public void Files_Exist()
    {
        var named = Named(File.ReadAllText(Page));
        Assert.True(named.Length > 30);
        Assert.All(
            named,
            f =>
                Assert.True(
                    File.Exists(Path.Combine(Sources.Root, "src", f.StartsWith(Reports, StringComparison.Ordinal) ? "" : "GanCmri", f)),
                    f
                )
        );
    }

    [Fact]
    public void PlacesOutsideTheLibrary_Exist()
    {
        var places = Place().Matches(File.ReadAllText(Page)).Select(m => m.Groups[1].Value).ToArray();
        Assert.NotEmpty(places);
        Assert.All(places, p => Assert.True(Path.Exists(Path.Combine(Sources.Root, p)), p));
    }

    [Fact]
    public void Projects_AreNamed()
    {
        var page = File.ReadAllText(Page);
        var projects = Directory.GetDirectories(Path.Combine(Sources.Root, "src")).Select(d => "`src/" + Path.GetFileName(d) + "`");
        Assert.All(projects, p => Assert.Contains(p, page, StringComparison.Ordinal));
    }

    [Fact]
    public void Journeys_GoOneWay()
    {
        var page = File.ReadAllText(Page);
        string[] rooms = [.. Room().Matches(page).Select(m => m.Groups[1].Value), Reports];
        var journeys = Journey().Matches(page);
        Assert.Equal(5, journeys.Count);
        foreach (Match journey in journeys)
        {
            var places = Named(journey.Value).Select(f => Array.IndexOf(rooms, f.Split('/')[0])).ToArray();
            Assert.True(places.Length >= 5, journey.Value);
            Assert.Equal(places.Order(), places);
        }
    }

    private const string Reports = "GanCmri.Reports";

    private static string Page => Path.Combine(Sources.Root, "docs", "architecture.md");

    private static string[] Named(string text) => [.. FileName().Matches(text).Select(m => m.Groups[1].Value)];

    [GeneratedRegex(@"`([A-Z][\w./]+\.cs)`")]
    private static partial Regex FileName();

    [GeneratedRegex(@"`((?:src|pipelines|data|docs|\.ci)(?:/[\w.-]+)*)`")]
    private static partial Regex Place();

    [GeneratedRegex(@"^\| ([A-Z]\w+) \|", RegexOptions.Multiline)]
    private static partial Regex Room();

    [GeneratedRegex(@"^\*\*[^*\n]+\*\* \(`.*?(?=^\*\*|^## |\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Journey();
}
