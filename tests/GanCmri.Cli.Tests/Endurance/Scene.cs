namespace GanCmri.Cli.Tests.Endurance;

/// <summary>A verb with small inputs of its own: a run takes a second or two.</summary>
/// <param name="Verb">Its name.</param>
/// <param name="Command">The whole command for an output folder.</param>
internal sealed record Scene(string Verb, Func<string, string[]> Command)
{
    /// <summary>Puts into a new output folder what has to be there before, e.g. the shards that are joined.</summary>
    public Action<string> Prepare { get; init; } = output => Directory.CreateDirectory(output);

    /// <summary>What lies in an output folder, by name, without what tells times.</summary>
    public static SortedDictionary<string, string> Contents(string folder)
    {
        if (!Directory.Exists(folder))
            return [];
        return new(
            Directory
                .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .ToDictionary(f => Path.GetRelativePath(folder, f), Timeless.Digest),
            StringComparer.Ordinal
        );
    }

    /// <summary>The first difference between two folders; null: none.</summary>
    public static string? Difference(SortedDictionary<string, string> expected, SortedDictionary<string, string> found)
    {
        foreach (var name in expected.Keys.Union(found.Keys).Order(StringComparer.Ordinal))
        {
            if (!found.TryGetValue(name, out var digest))
                return $"{name} is missing";
            if (!expected.TryGetValue(name, out var whole))
                return $"{name} is left over";
            if (digest != whole)
                return $"{name} differs";
        }

        return null;
    }
}
