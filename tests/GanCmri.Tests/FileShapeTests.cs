namespace GanCmri.Tests;

/// <summary>Code is read in small files and narrow lines.</summary>
public class FileShapeTests
{
    private const int MostLines = 300,
        MedianLines = 60,
        MostColumns = 140;

    [Fact]
    public void Files_AreShort() =>
        Assert.Empty(
            from file in All()
            let lines = File.ReadLines(file).Count()
            where lines > MostLines
            select $"{Name(file)}: {lines} lines; split it by idea"
        );

    [Fact]
    public void Files_OfTheProduct_AreMostlySmall()
    {
        int[] lines = [.. Sources.Code("src").Select(f => File.ReadLines(f).Count()).Order()];
        Assert.InRange(lines[lines.Length / 2], 1, MedianLines);
    }

    [Fact]
    public void Lines_AreNarrow() =>
        Assert.Empty(
            from file in All()
            from line in File.ReadLines(file).Index()
            where line.Item.Length > MostColumns && !line.Item.Contains("https://", StringComparison.Ordinal)
            select $"{Name(file)}:{line.Index + 1}: {line.Item.Length} columns; break it at {MostColumns}"
        );

    // Tables cannot be broken, and commands are copied whole.
    [Fact]
    public void Pages_AreNarrow()
    {
        string[] folders = ["docs", Path.Combine("data", "models")];
        var pages = Directory
            .EnumerateFiles(Sources.Root, "*.md")
            .Concat(folders.SelectMany(f => Directory.EnumerateFiles(Path.Combine(Sources.Root, f), "*.md", SearchOption.AllDirectories)));
        Assert.Empty(
            from page in pages
            from line in Prose(File.ReadLines(page))
            where line.Length > MostColumns && !line.Contains("https://", StringComparison.Ordinal)
            select $"{Name(page)}: {line.Length} columns; break '{line[..30]}...' at {MostColumns}"
        );
    }

    private static IEnumerable<string> Prose(IEnumerable<string> lines)
    {
        var fenced = false;
        foreach (var line in lines)
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
                fenced = !fenced;
            else if (!fenced && !line.StartsWith('|') && !line.StartsWith('`'))
                yield return line;
        }
    }

    private static IEnumerable<string> All() => new[] { "src", "tests", "pipelines" }.SelectMany(f => Sources.Code(f));

    private static string Name(string file) => Path.GetRelativePath(Sources.Root, file);
}
