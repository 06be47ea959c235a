using System.Text;

namespace GanCmri.Cli.Tests.Endurance;

/// <summary>All kinds of files that come from outside.</summary>
internal static class BrokenReaders
{
    private static readonly Dictionary<string, Lazy<BrokenReader>> Readers = BrokenCines
        .All.Concat(BrokenPictures.All)
        .Concat(BrokenTables.All)
        .Concat(BrokenNetworks.All)
        .Concat(BrokenLatents.All)
        .ToDictionary(r => r.Name, r => new Lazy<BrokenReader>(() => r.Examples() is var whole ? r with { Examples = () => whole } : r));

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Readers.Keys];

    /// <summary>The one of a name, its examples made once.</summary>
    public static BrokenReader Of(string name) => Readers[name].Value;

    /// <summary>A small PNG, 12 x 10.</summary>
    public static byte[] Picture() => BrokenPictures.Png();

    /// <summary>What a library wrote, as bytes.</summary>
    public static byte[] Written(string name, Action<string> write)
    {
        using var folder = new TemporaryFolder();
        write(folder.File(name));
        return File.ReadAllBytes(folder.File(name));
    }

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
