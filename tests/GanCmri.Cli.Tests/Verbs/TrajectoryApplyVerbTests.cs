using GanCmri.Networks;
using GanCmri.Networks.Weights;
using GanCmri.Tests.Studies;
using GanCmri.Trajectories;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Cli.Tests.Verbs;

/// <summary>Where cines begin: at end-diastole by the network's labels, by ED-to-ES, or at hearts as they are.</summary>
public sealed class TrajectoryApplyVerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TrajectoryApplyVerbTests()
    {
        LabelColumn phase = new("phase", ["ED", "ES"]);
        using (var plain = PlantedModels.RandomGenerator())
            NetworkFile.Save(_folder.File("plain.safetensors"), plain);
        using (var told = PlantedModels.RandomGenerator(labels: 2))
            NetworkFile.Save(
                _folder.File("told.safetensors"),
                told,
                new NetworkNotes
                {
                    Labels = [phase],
                    ShownLabels =
                    [
                        ["ED"],
                        ["ES"],
                    ],
                }
            );
        var line = new EdToEs(PlantedModels.Vector(0.5f, 1));
        var beat = new FrameToFrame([PlantedModels.Vector(.1f, 2), PlantedModels.Vector(.1f, 3)]);
        Write("beat.json", beat, null);
        Write("beat-ed.json", beat, line);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("told", "beat", "cines start at its end-diastole (phase=ED)")]
    [InlineData("told", "beat-ed", "cines start at its end-diastole (phase=ED)")]
    [InlineData("plain", "beat", "cines start at the subjects as they are")]
    [InlineData("plain", "beat-ed", "")]
    public async Task Apply_Always_SaysWhereCinesStart(string network, string trajectory, string said)
    {
        var told = await Told(0, network, trajectory);
        string[] notes = [.. told.Split('\n').Where(l => l.StartsWith("note:", StringComparison.Ordinal))];
        if (said.Length == 0)
            Assert.Empty(notes);
        else
            Assert.EndsWith(said, Assert.Single(notes).TrimEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("told", "beat-ed", "no --network that was told phases beside it")]
    [InlineData("told", "beat", "no --network that was told phases beside it")]
    [InlineData("plain", "beat", "no --trajectory without an ED-to-ES direction beside it")]
    public async Task Apply_StartOffsetThatSaysNothing_IsRefused(string network, string trajectory, string expected)
    {
        var told = await Told(App.BadInput, network, trajectory, "--start-offset", "0.5");
        Assert.Contains($"--start-offset: expected {expected}", told, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.File("cines")));
    }

    [Fact]
    public async Task Apply_StartOffset_MovesTheStart()
    {
        await Told(0, "plain", "beat-ed");
        var usual = await File.ReadAllBytesAsync(_folder.File("cines/seed0003.gif"));
        Directory.Delete(_folder.File("cines"), recursive: true);
        await Told(0, "plain", "beat-ed", "--start-offset", "0");
        Assert.NotEqual(usual, await File.ReadAllBytesAsync(_folder.File("cines/seed0003.gif")));
    }

    private async Task<string> Told(int code, string network, string trajectory, params string[] more)
    {
        var (said, error) = (new StringWriter(), Console.Error);
        Console.SetError(said);
        try
        {
            string[] inputs = ["--network", _folder.File(network + ".safetensors"), "--trajectory", _folder.File(trajectory + ".json")];
            string[] rest = ["--seeds", "3", "--frames", "3", "--out", _folder.File("cines"), "--device", "cpu"];
            Assert.Equal(code, await App.RunAsync(["trajectory", "apply", .. inputs, .. rest, .. more]));
        }
        finally
        {
            Console.SetError(error);
        }

        return said.ToString();
    }

    private void Write(string name, Trajectory motion, EdToEs? edToEs) =>
        new TrajectoryFile(motion, edToEs, 1, null, new Provenance("test", "", 1, 1, new Dictionary<string, string>())).Write(
            _folder.File(name)
        );
}
