using GanCmri.Phenotypes;
using GanCmri.Phenotypes.Fitting;
using GanCmri.Runtime;
using GanCmri.Runtime.Fitting;
using static TorchSharp.torch;

namespace GanCmri.Tests.Phenotypes.Fitting;

[Trait(TestPrecision.Trait, TestPrecision.Both)]
public sealed class StoppedTrainingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("find the heart", 3)]
    [InlineData("outline the cavity", 1)]
    [InlineData("outline the cavity", 4)]
    public void Train_Stopped_GoesOnToTheWeightsOfAnUnbrokenRun(string stage, int step)
    {
        using var unbroken = Train(null, null, default);
        using var stop = new CancellationTokenSource();
        var watch = new Told(p =>
        {
            if (p.Stage == stage && p.Done == step)
                stop.Cancel();
        });

        Assert.Throws<OperationCanceledException>(() => Train(_folder.File("state"), watch, stop.Token));
        var steps = 0;
        using var again = Train(_folder.File("state"), new Told(_ => steps++), default);

        Assert.Equal(stage == "find the heart" ? 10 - step : 5 - step, steps);
        foreach (var (a, b) in Weights(unbroken).Zip(Weights(again)))
            Assert.True(a.Value.equal(b.Value).all().item<bool>(), a.Key);
    }

    [Fact]
    public void Train_KilledWhileAStateTookAnothersPlace_GoesOnFromTheOther()
    {
        using (Train(_folder.File("state"), null, default)) { }
        Directory.Move(_folder.File("state/cavity"), _folder.File("state/cavity.old"));

        var steps = 0;
        using (Train(_folder.File("state"), new Told(_ => steps++), default)) { }

        Assert.Equal(0, steps);
    }

    [Fact]
    public void Train_DamagedState_IsToldInOneLine()
    {
        using (Train(_folder.File("state"), null, default)) { }
        File.WriteAllText(_folder.File("state/cavity/network.dat"), "cut");

        var error = Assert.Throws<InputException>(() => Train(_folder.File("state"), null, default));

        Assert.Contains("a damaged one", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_OtherOptionsThanTheStateIsOf_AreRefused()
    {
        using (Train(_folder.File("state"), null, default)) { }

        var error = Assert.Throws<InputException>(() => Train(_folder.File("state"), null, default, "seed 2"));

        Assert.Contains("of other frames or options", error.Message, StringComparison.Ordinal);
    }

    private static Segmenter Train(
        string? state,
        IProgress<StageProgress>? progress,
        CancellationToken cancellation,
        string settings = ""
    ) =>
        SegmenterTrainer.Train(
            [.. Enumerable.Range(0, 4).Select(Shapes.Heart)],
            [],
            new SegmenterTrainingOptions
            {
                CavitySteps = 5,
                FinderSteps = 5,
                BatchSize = 2,
                HalfPrecision = TestPrecision.BFloat16,
                CavityNetwork = new SegmentationNetworkOptions { Channels = [4, 6] },
                FinderNetwork = new SegmentationNetworkOptions { Channels = [4, 6], Outputs = 1 },
            },
            start: null,
            state is null ? null : new TrainingRecord(state, settings),
            progress,
            cancellation
        );

    private static IEnumerable<KeyValuePair<string, Tensor>> Weights(Segmenter segmenter)
    {
        var networks = segmenter.CopyNetworks();
        return networks.Cavity.state_dict().Concat(networks.Locator.state_dict());
    }
}
