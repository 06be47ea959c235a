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

    private static IEnumerable<string> All() => new[] { "src", "tests", "pipelines" }.SelectMany(f => Sources.Code(f));

    private static string Name(string file) => Path.GetRelativePath(Sources.Root, file);
}
