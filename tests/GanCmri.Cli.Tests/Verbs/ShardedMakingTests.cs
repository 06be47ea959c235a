using GanCmri.Networks.Weights;
using GanCmri.Tests.Latents;
using GanCmri.Tests.Studies;
using GanCmri.Trajectories;
using GanCmri.Trajectories.Motion;
using GanCmri.Trajectories.Stacks;

namespace GanCmri.Cli.Tests.Verbs;

/// <summary>As <see cref="ShardedVerbsTests"/>, of verbs that only make pictures and hearts.</summary>
public sealed class ShardedMakingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ShardedRuns _runs;

    public ShardedMakingTests() => _runs = new ShardedRuns(_folder);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(3, "--out", "--latents-out", "--outdir")]
    [InlineData(9, "--outdir")]
    public async Task Generate_Shards_GiveTheImagesOfOneRun(int shards, params string[] outputs)
    {
        using (var network = TinyNetworks.Generator())
            NetworkFile.Save(_folder.File("g.safetensors"), network);
        Dictionary<string, string> names = new()
        {
            ["--out"] = "x.npy",
            ["--latents-out"] = "w.npy",
            ["--outdir"] = "pictures",
        };
        foreach (var noise in new[] { "const", "random" })
        {
            await _runs.SameAsOneRun(
                shards,
                names[outputs[0]],
                to =>
                    [
                        "generate",
                        "--network",
                        _folder.File("g.safetensors"),
                        "--seeds",
                        "3-23",
                        "--trunc",
                        "0.7",
                        "--noise",
                        noise,
                        "--device",
                        "cpu",
                        .. outputs.SelectMany(o => new[] { o, to(names[o]) }),
                    ]
            );
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public async Task Stack_Shards_GiveTheHeartsOfOneRun(int shards)
    {
        PlantedModels.Save(_folder.Path);
        Way();
        await _runs.SameAsOneRun(
            shards,
            "out",
            to =>
                [
                    "stack",
                    "--seeds",
                    "3-5",
                    "--slices",
                    "5",
                    "--frames",
                    "4",
                    "--trajectory",
                    "ed-to-es",
                    "--fac",
                    "40",
                    "--out",
                    to("out"),
                    "--models",
                    _folder.Path,
                    "--segmenter",
                    _folder.File("segmenter.safetensors"),
                    "--device",
                    "cpu",
                ]
        );
        Assert.Equal(16, File.ReadAllLines(_folder.File("many/out/slices.csv")).Length);
    }

    [Fact]
    public async Task Stack_ATargetThatNoHeartReaches_IsToldByOneRunAndByGather()
    {
        PlantedModels.Save(_folder.Path);
        Way();
        string[] Command(string to) =>
            [
                .. "stack --seeds 3 --slices 5 --frames 4 --trajectory ed-to-es --ef 84 --device cpu --models".Split(' '),
                _folder.Path,
                "--segmenter",
                _folder.File("segmenter.safetensors"),
                "--out",
                _folder.File(to),
            ];
        var (output, error) = (Console.Out, Console.Error);
        using var said = new StringWriter();
        using var doubted = new StringWriter();
        Console.SetOut(said);
        Console.SetError(doubted);
        try
        {
            Assert.Equal(0, await App.RunAsync(Command("one")));
            TellsItsFlags("one");
            Assert.Contains("; asked EF 84", said.ToString(), StringComparison.Ordinal);
            Assert.Contains(" % was asked; 1 of 1 hearts are more than 1 point away", said.ToString(), StringComparison.Ordinal);
            said.GetStringBuilder().Clear();
            Assert.Equal(0, await App.RunAsync([.. Command("many"), "--shard", "0/1"]));
            Assert.Equal(0, await App.RunAsync(["gather", _folder.File("many")]));
            TellsItsFlags("many");
            Assert.Contains(" % was asked; 1 of 1 hearts are more than 1 point away", said.ToString(), StringComparison.Ordinal);
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }

        void TellsItsFlags(string to)
        {
            var lines = File.ReadAllLines(_folder.File($"{to}/volumes.csv"));
            var flags = lines[1].Split(',')[Array.IndexOf(lines[0].Split(','), "flags")].Split(' ').Except(["TargetMissed"]).ToArray();
            Assert.NotEmpty(flags);
            Assert.All(flags, f => Assert.Contains($" ({f}): 1 of 1 hearts", doubted.ToString(), StringComparison.Ordinal));
            Assert.DoesNotContain("(TargetMissed)", doubted.ToString(), StringComparison.Ordinal);
            doubted.GetStringBuilder().Clear();
        }
    }

    private void Way()
    {
        float[] way = [.. Enumerable.Range(0, PlantedModels.WDim).Select(i => i % 3 - 1f)];
        new StackFile(
            new StackTrajectory([way], new SlicePlace(new float[way.Length], .5, new float[way.Length], 1)),
            1,
            new Provenance("test", "", 1, 1, new Dictionary<string, string>())
        ).Write(_folder.File("stack.json"));
    }
}
