using GanCmri.Runtime;
using GanCmri.Shards;

namespace GanCmri.Tests.Shards;

public sealed class ShardPartTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private int _done;

    public ShardPartTests()
    {
        Directory.CreateDirectory(_folder.File("data/sub"));
        File.WriteAllText(_folder.File("data/sub/a.txt"), "a");
        File.WriteAllText(_folder.File("model"), "m");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Do_Again_DoesNothing()
    {
        Assert.True(Do(0));
        Assert.False(Do(0));
        Assert.Equal(1, _done);
        Assert.Equal(
            ["part-00000.csv", "part-00000.json", "part-00000.started"],
            Directory.GetFiles(_folder.File("out.csv.shards")).Select(f => Path.GetFileName(f)!).Order()
        );
    }

    [Fact]
    public void Do_AfterAnInputAnOptionOrTheCountChanged_DoesItAgain()
    {
        Do(0);
        File.WriteAllText(_folder.File("model"), "n");
        Assert.True(Do(0));
        File.WriteAllText(_folder.File("data/sub/b.txt"), "b");
        Assert.True(Do(0));
        File.WriteAllText(_folder.File("data/sub/a.txt"), "longer");
        Assert.True(Do(0));
        Assert.True(Do(0, views: "8"));
        Assert.True(Do(0, views: "8", count: 4));
        Assert.False(Do(0, views: "8", count: 4));
    }

    [Fact]
    public void Do_InFewerShardsThanBefore_RemovesTheOthers()
    {
        for (var number = 0; number < 3; number++)
            Do(number, count: 3);
        Do(0, count: 2);
        Do(1, count: 2);
        Assert.Equal(
            ["part-00000.csv", "part-00001.csv"],
            Directory.GetFiles(_folder.File("out.csv.shards"), "part-?????.csv").Select(f => Path.GetFileName(f)!).Order()
        );
        Assert.Empty(Directory.GetFileSystemEntries(_folder.File("out.csv.shards"), "part-00002*"));
    }

    [Fact]
    public void Do_AfterItsFileWasChangedOrItsMarkerCutShort_DoesItAgain()
    {
        Do(0);
        File.AppendAllText(_folder.File("out.csv.shards/part-00000.csv"), "x");
        Assert.True(Do(0));
        File.WriteAllText(_folder.File("out.csv.shards/part-00000.json"), "{");
        Assert.True(Do(0));
        Assert.False(Do(0));
    }

    [Fact]
    public void Do_OutputsWithinTheData_DoNotCountAsInputs()
    {
        Assert.True(Do(0, output: "data/out.csv"));
        File.WriteAllText(_folder.File("data/out.csv"), "gathered");
        Assert.False(Do(0, output: "data/out.csv"));
        File.WriteAllText(_folder.File("data/out-other.csv"), "an input");
        Assert.True(Do(0, output: "data/out.csv"));
    }

    [Fact]
    public void Do_StoppedHalfway_KeepsWhatTheSameCommandLeft_ButNotAnotherOnes()
    {
        var half = _folder.File("out.csv.shards/part-00000.half");
        Assert.Throws<OperationCanceledException>(() =>
            Part(0)
                .Do(() =>
                {
                    File.WriteAllText(half, "x");
                    throw new OperationCanceledException();
                })
        );
        Part(0).Do(() => Assert.True(File.Exists(half)));
        Part(0, views: "2").Do(() => Assert.False(File.Exists(half)));
    }

    [Fact]
    public void Open_MissingAndFailedShards_NamesThem()
    {
        Do(0, count: 4);
        Do(2, count: 4);
        Assert.Throws<InputException>(() => Part(3, count: 4).Do(() => throw new InputException("disk", "room", "none", "free some")));
        var message = Assert.Throws<InputException>(Open).Message;
        Assert.Contains("missing: 1, 3 failed (disk: expected room, found none; free some)", message);
        Do(1, count: 4);
        Do(3, count: 4);
        Assert.Equal(4, Open().Markers.Count);
        Assert.False(File.Exists(_folder.File("out.csv.shards/part-00003.failed")));
    }

    [Fact]
    public void Open_OnlyAFailure_NamesAll() // the first task of an array failed before any ended
    {
        Assert.Throws<InputException>(() => Part(1, count: 2).Do(() => throw new InputException("disk", "room", "none", "free some")));
        Assert.Contains("missing: 0, 1 failed", Assert.Throws<InputException>(Open).Message);
    }

    [Fact]
    public void Open_ShardsOfDifferentCommands_SaysWhatDiffers()
    {
        Do(0);
        Do(1, views: "8");
        Assert.Contains("--views 8", Assert.Throws<InputException>(Open).Message);
        Do(1);
        File.WriteAllText(_folder.File("model"), "n");
        Do(1);
        Assert.Contains("another content of --model", Assert.Throws<InputException>(Open).Message);
    }

    [Fact]
    public void Open_ChangedFileOrNoShards_IsRefused()
    {
        Assert.Contains("found none", Assert.Throws<InputException>(Open).Message);
        Do(0);
        Do(1);
        File.AppendAllText(_folder.File("out.csv.shards/part-00001.csv"), "x");
        Assert.Contains("part-00001.csv of shard 1", Assert.Throws<InputException>(Open).Message);
    }

    private ShardSet Open() => ShardSet.Open(_folder.File("out.csv"));

    private bool Do(int number, string views = "4", int count = 2, string output = "out.csv")
    {
        var part = Part(number, views, count, output);
        return part.Do(() =>
        {
            _done++;
            File.WriteAllText(part.FileOf(".csv"), $"h\n{number}\n");
            part.AddTable(".csv", [UnitRows.At(number, 1)]);
        });
    }

    private ShardPart Part(int number, string views = "4", int count = 2, string output = "out.csv") =>
        new(
            _folder.File(output),
            new Shard(number, count),
            ShardKey.Of(
                "verb",
                count,
                new Dictionary<string, string> { ["--views"] = views },
                new Dictionary<string, string> { ["--data"] = _folder.File("data"), ["--model"] = _folder.File("model") },
                [_folder.File(output)]
            ),
            ["verb"]
        );
}
