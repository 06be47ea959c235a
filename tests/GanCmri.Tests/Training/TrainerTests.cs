using System.Text.RegularExpressions;
using GanCmri.Imaging;
using GanCmri.Imaging.Store;
using GanCmri.Networks.Weights;
using GanCmri.Runtime;
using GanCmri.Tests.Networks;
using GanCmri.Training;
using static TorchSharp.torch;

namespace GanCmri.Tests.Training;

[Trait(TestPrecision.Trait, TestPrecision.Both)]
public sealed class TrainerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0.0, 1.0)]
    [InlineData(0.1, 0.0)]
    public void Run_StoppedAndGoneOn_EndsWithTheWeightsOfAnUnbrokenRun(double adaTarget, double variation)
    {
        using var store = Store(16);
        var options = Options(16) with
        {
            AdaTarget = adaTarget,
            Variation = variation,
            PathLengthWeight = 2,
            StyleMixing = 0.5,
            TotalKimg = 0.08,
        };
        Trainer.Run(store, _folder.File("whole"), options, CPU);
        using (var stop = new CancellationTokenSource())
        {
            var progress = new StopAfter(5, stop);
            Assert.Throws<OperationCanceledException>(() =>
                Trainer.Run(store, _folder.File("broken"), options, CPU, progress: progress, cancellationToken: stop.Token)
            );
        }

        Trainer.Run(store, _folder.File("broken"), options, CPU);
        foreach (
            var file in new[] { "generator.dat", "discriminator.dat", "generator-ema.dat", "adam-generator.dat", "adam-discriminator.dat" }
        )
        {
            Assert.Equal(
                File.ReadAllBytes(Path.Combine(_folder.File("whole"), "checkpoint-000000080", file)),
                File.ReadAllBytes(Path.Combine(_folder.File("broken"), "checkpoint-000000080", file))
            );
        }
    }

    [Fact]
    public void Run_Finished_LeavesAGeneratorThatMakesItsSamples()
    {
        using var store = Store(16);
        Trainer.Run(store, _folder.File("run"), Options(16), CPU);
        using var generator = NetworkFile.LoadGenerator(Path.Combine(_folder.File("run"), "generator.safetensors"));
        using var noGrad = no_grad();
        using var image = generator.Forward(zeros(1, 8));
        Assert.All(Tensors.Values(image), v => Assert.True(float.IsFinite(v)));
        Assert.True(File.Exists(Path.Combine(_folder.File("run"), "ticks.csv")));
        Assert.NotEmpty(Directory.GetFiles(_folder.File("run"), "samples-*.png"));
    }

    [Fact]
    public void Run_NoiseFrom_CoarseLayersHaveNone()
    {
        using var store = Store(16);
        Trainer.Run(store, _folder.File("run"), Options(16) with { NoiseFrom = 16 }, CPU);
        using var generator = NetworkFile.LoadGenerator(Path.Combine(_folder.File("run"), "generator.safetensors"));
        var strengths = generator
            .named_parameters()
            .Where(p => p.name.EndsWith("noise_strength", StringComparison.Ordinal))
            .ToLookup(p => p.name.StartsWith("synthesis.b16.", StringComparison.Ordinal), p => p.parameter.item<float>());
        Assert.All(strengths[false], s => Assert.Equal(0, s));
        Assert.All(strengths[true], s => Assert.NotEqual(0, s));
        Assert.NotEmpty(strengths[false]);
    }

    [Fact]
    public void Run_FinishedAndItsNetworksLost_WritesThemAgain()
    {
        using var store = Store(16);
        Trainer.Run(store, _folder.File("run"), Options(16), CPU);
        string[] networks =
        [
            .. new[] { "generator.safetensors", "discriminator.safetensors" }.Select(n => Path.Combine(_folder.File("run"), n)),
        ];
        byte[][] before = [.. networks.Select(File.ReadAllBytes)];
        foreach (var network in networks)
            File.Delete(network);
        Trainer.Run(store, _folder.File("run"), Options(16), CPU);
        Assert.Equal(before, networks.Select(File.ReadAllBytes));
    }

    [Fact]
    public void Run_NewestCheckpointCutShort_GoesOnFromTheOneBefore()
    {
        using var store = Store(16);
        var options = Options(16) with { TotalKimg = 0.08, KimgPerTick = 0.02, TicksPerCheckpoint = 1 };
        Trainer.Run(store, _folder.File("run"), options, CPU);
        var newest = Path.Combine(_folder.File("run"), "checkpoint-000000080");
        var whole = File.ReadAllBytes(Path.Combine(newest, "generator.dat"));
        File.WriteAllBytes(Path.Combine(newest, "discriminator.dat"), [1, 2, 3]);
        Trainer.Run(store, _folder.File("run"), options, CPU);
        Assert.Equal(whole, File.ReadAllBytes(Path.Combine(newest, "generator.dat")));
        foreach (var folder in Directory.GetDirectories(_folder.File("run")))
            File.WriteAllText(Path.Combine(folder, "state.json"), "{");
        Assert.Contains(
            "only damaged ones",
            Assert.Throws<InputException>(() => Trainer.Run(store, _folder.File("run"), options, CPU)).Message
        );
    }

    [Fact]
    public void Run_GoneOnAndNoLongerFinite_StopsAndKeepsWhatWasWritten()
    {
        using var store = Store(16);
        var run = _folder.File("run");
        var options = Options(16) with { PathLengthWeight = 2 };
        Trainer.Run(store, run, options, CPU);
        var state = Directory.GetFiles(run, "state.json", SearchOption.AllDirectories).Single();
        File.WriteAllText(state, Regex.Replace(File.ReadAllText(state), "\"MeanPathLength\":[^,]+", "\"MeanPathLength\":1e300"));
        Dictionary<string, byte[]> Written() =>
            Directory
                .GetFiles(run, "*", SearchOption.AllDirectories)
                .Where(f => Path.GetFileName(f) != "run.json") // tells the total that was asked for
                .ToDictionary(f => f, File.ReadAllBytes);
        var before = Written();
        var error = Assert.Throws<InputException>(() => Trainer.Run(store, run, options with { TotalKimg = 0.08 }, CPU));
        Assert.Contains("expected losses that are finite numbers, found NaN or infinity at 0.02 kimg", error.Message);
        Assert.Contains($"--start {run} and a smaller --lr", error.Message);
        Assert.Equal(before, Written());
    }

    [Fact]
    public void Run_LastStepBreaksTheNetworks_WritesNone()
    {
        using var store = Store(16);
        var options = Options(16) with { TotalKimg = 0.004, LearningRate = 1e30, PathLengthWeight = 0 };
        Assert.Throws<InputException>(() => Trainer.Run(store, _folder.File("run"), options, CPU));
        Assert.Empty(Directory.GetFiles(_folder.File("run"), "*.safetensors"));
        Assert.Empty(Directory.GetDirectories(_folder.File("run")));
    }

    [Fact]
    public void Run_OtherFramesInTheSameFolder_IsRefused()
    {
        using var store = Store(16);
        Trainer.Run(store, _folder.File("run"), Options(16), CPU);
        using var other = Store(16, frames: 9);
        Assert.Contains(
            "FramesSha256",
            Assert.Throws<InputException>(() => Trainer.Run(other, _folder.File("run"), Options(16), CPU)).Message
        );
    }

    [Fact]
    public void Run_AnotherSplitOfTheSameFrames_IsRefused()
    {
        using (var store = Store(16))
            Trainer.Run(store, _folder.File("run"), Options(16), CPU);
        using var other = Store(16, complete: r => r with { Split = r.Frame == 9 ? DataSplit.Validation : DataSplit.Train });
        Assert.Contains(
            "FramesSha256",
            Assert.Throws<InputException>(() => Trainer.Run(other, _folder.File("run"), Options(16), CPU)).Message
        );
    }

    [Fact]
    public void Run_FromASmallerRun_GrowsItAndStops()
    {
        using var store = Store(16);
        using var larger = Store(32);
        Trainer.Run(store, _folder.File("run"), Options(16), CPU);
        Trainer.Run(larger, _folder.File("grown"), Options(32) with { Start = _folder.File("run") }, CPU);
        using var generator = NetworkFile.LoadGenerator(Path.Combine(_folder.File("grown"), "generator.safetensors"));
        Assert.Equal(32, generator.Options.Resolution);
    }

    [Fact]
    public void Run_FromAFolderWithoutNetworks_LeavesNoRunBehind()
    {
        using var store = Store(16);
        var error = Assert.Throws<InputException>(() =>
            Trainer.Run(store, _folder.File("run"), Options(16) with { Start = _folder.File("nothing") }, CPU)
        );
        Assert.Contains("generator.safetensors", error.Message);
        Assert.False(File.Exists(Path.Combine(_folder.File("run"), "run.json")));
    }

    [Fact]
    public void Run_OtherOptionsInTheSameFolder_IsRefused()
    {
        using var store = Store(16);
        Trainer.Run(store, _folder.File("run"), Options(16), CPU);
        var error = Assert.Throws<InputException>(() => Trainer.Run(store, _folder.File("run"), Options(16) with { R1Gamma = 7 }, CPU));
        Assert.Contains("the options this run began with", error.Message);
    }

    [Theory]
    [InlineData(true, "bfloat16", "leave --bf16 out")]
    [InlineData(false, "float32", "give --bf16")]
    public void Run_GoneOnInAnotherPrecision_IsRefused(bool bfloat16, string found, string remedy)
    {
        using var store = Store(16);
        var (began, other) = (Options(16) with { BFloat16 = !bfloat16 }, Options(16) with { BFloat16 = bfloat16 });
        Trainer.Run(store, _folder.File("run"), began, CPU);
        var file = Path.Combine(_folder.File("run"), "run.json");
        Assert.Contains($"\"BFloat16\": {(bfloat16 ? "false" : "true")}", File.ReadAllText(file), StringComparison.Ordinal);
        Refuses();
        File.Delete(file); // the checkpoints know it too
        Refuses();

        void Refuses()
        {
            var error = Assert.Throws<InputException>(() => Trainer.Run(store, _folder.File("run"), other, CPU));
            Assert.Contains($"found {found}", error.Message, StringComparison.Ordinal);
            Assert.Contains(remedy, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Run_StoreOfAnotherResolution_IsRefused()
    {
        using var store = Store(32);
        Assert.Contains(
            "frames of 16 pixels",
            Assert.Throws<InputException>(() => Trainer.Run(store, _folder.File("run"), Options(16), CPU)).Message
        );
    }

    private static TrainingOptions Options(int resolution) =>
        TrainingOptions.ForCpu(resolution, 64, 8, 8) with
        {
            TotalKimg = 0.016,
            Batch = 4,
            KimgPerTick = 0.02,
            R1Interval = 3,
            PathLengthInterval = 2,
            BFloat16 = TestPrecision.BFloat16,
        };

    private FrameStore Store(int resolution, int frames = 10, Func<FrameRow, FrameRow>? complete = null)
    {
        var folder = _folder.File($"store{resolution}-{frames}");
        using (var writer = new FrameStoreWriter(folder, resolution))
        {
            var random = new Random(1);
            for (var i = 0; i < frames; i++)
            {
                var pixels = Enumerable.Range(0, resolution * resolution).Select(_ => random.NextSingle() * 2 - 1).ToArray();
                writer.Add(
                    new GrayImage(resolution, resolution, pixels),
                    new FrameRow
                    {
                        Subject = "S001",
                        Series = "S001-00",
                        Frame = i,
                    }
                );
            }

            writer.Finish(
                new FrameStoreInfo
                {
                    Resolution = resolution,
                    FieldMm = 175,
                    AssumedPixelMm = 1.37,
                    Validation = 0,
                    Seed = 1,
                },
                complete ?? (row => row)
            );
        }

        return FrameStore.Open(folder);
    }

    private sealed class StopAfter(int steps, CancellationTokenSource stop) : IProgress<StageProgress>
    {
        private int _steps;

        public void Report(StageProgress value)
        {
            if (++_steps == steps)
                stop.Cancel();
        }
    }
}
