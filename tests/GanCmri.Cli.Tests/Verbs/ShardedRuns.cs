namespace GanCmri.Cli.Tests.Verbs;

/// <summary>A verb run at once into "one", and in shards into "many", which must hold the same.</summary>
internal sealed class ShardedRuns(TemporaryFolder folder)
{
    public async Task SameAsOneRun(int shards, string output, Func<Func<string, string>, string[]> command, int code = 0)
    {
        foreach (var place in new[] { "one", "many" }.Select(folder.File).Where(Directory.Exists))
            Directory.Delete(place, recursive: true);
        Assert.Equal(code, await App.RunAsync(command(name => folder.File("one/" + name))));
        var parts = command(name => folder.File("many/" + name));
        foreach (var i in Enumerable.Range(0, shards).Reverse())
            Assert.Equal(0, await App.RunAsync([.. parts, "--shard", $"{i}/{shards}"]));
        Assert.Equal(code, await App.RunAsync(["gather", folder.File("many/" + output)]));
        var one = Files("one");
        Assert.NotEmpty(one);
        Assert.Equal(one.Keys, Files("many").Keys);
        Assert.All(Files("many"), file => Assert.Equal(one[file.Key], file.Value));
    }

    // Without what tells how long something took.
    private SortedDictionary<string, byte[]> Files(string place) =>
        new(
            Directory
                .GetFiles(folder.File(place), "*", SearchOption.AllDirectories)
                .Where(f =>
                    !f.Contains(".shards", StringComparison.Ordinal)
                    && !f.EndsWith("run.json", StringComparison.Ordinal)
                    && Path.GetFileName(f) != "l.quality.csv"
                )
                .ToDictionary(f => Path.GetRelativePath(folder.File(place), f), File.ReadAllBytes),
            StringComparer.Ordinal
        );
}
