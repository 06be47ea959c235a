using GanCmri.Cli;
using GanCmri.Imaging.Store;
using GanCmri.Latents;
using GanCmri.Latents.Encoding;
using GanCmri.Networks.Weights;
using GanCmri.Runtime;
using GanCmri.Runtime.Fitting;
using GanCmri.Tests.Imaging.Store;
using static TorchSharp.torch;

namespace GanCmri.Tests.Latents.Encoding;

public sealed class EncoderTrainerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Train_OnGeneratedPairs_ComesNearerThanTheMeanHeart()
    {
        using var generator = TinyNetworks.Generator();
        using var encoder = EncoderTrainer.Train(
            generator,
            null,
            new EncoderTraining { Steps = 400, LearningRate = 2e-3 },
            null,
            null,
            default
        );
        float[][] w = [.. LatentImages.OfSeeds(generator, [101, 102, 103, 104, 105, 106, 107, 108], 1)];
        var found = encoder.Encode(LatentImages.Render(generator, w));
        var mean = WStatistics.Sample(generator, 1000).Mean;
        Assert.True(Miss(found, w) < 0.5 * w.Average(x => Square(x, mean)), $"{Miss(found, w)} against {w.Average(x => Square(x, mean))}");
    }

    [Fact]
    public void Train_TwiceFromOneSeed_IsTheSame()
    {
        using var generator = TinyNetworks.Generator();
        float[] Once()
        {
            using var encoder = EncoderTrainer.Train(generator, null, new EncoderTraining { Steps = 3 }, null, null, default);
            return encoder.Encode([new float[256]])[0];
        }

        Assert.Equal(Once(), Once());
    }

    [Fact]
    public void Train_Stopped_GoesOnToTheWeightsOfAnUnbrokenRun()
    {
        using var generator = TinyNetworks.Generator();
        using var stop = new CancellationTokenSource();
        var steps = 0;
        var watch = new Told(_ =>
        {
            if (++steps == 2)
                stop.Cancel();
        });
        float[] Once(NetworkCheckpoint? kept, CancellationToken cancellation)
        {
            using var encoder = EncoderTrainer.Train(generator, null, new EncoderTraining { Steps = 5 }, kept, watch, cancellation);
            return encoder.Encode([new float[256]])[0];
        }

        var kept = new TrainingRecord(_folder.File("state"), "").Of("encoder");
        Assert.Throws<OperationCanceledException>(() => Once(kept, stop.Token));

        var again = Once(kept, default);

        Assert.Equal(5, steps);
        Assert.Equal(Once(null, default), again);
    }

    [Fact]
    public async Task Encoder_StoppedAndGoneOnWithAnotherSplit_IsRefused()
    {
        using (var network = TinyNetworks.Generator())
            NetworkFile.Save(_folder.File("g.safetensors"), network);
        StoreWriter.Write(_folder.File("store"));
        using var generator = NetworkFile.LoadGenerator(_folder.File("g.safetensors"), fixedWeights: true);
        using var stop = new CancellationTokenSource();
        using (var store = FrameStore.Open(_folder.File("store")))
        {
            var options = new EncoderTraining { Steps = 3, Seed = 1 };
            var settings = EncoderTrainer.Settings(options, FileDigest.Of(_folder.File("g.safetensors")).Sha256, store);
            var kept = TrainingRecord.Beside(_folder.File("e.safetensors"), settings).Of("encoder");
            var watch = new Told(_ => stop.Cancel());
            Assert.Throws<OperationCanceledException>(() => EncoderTrainer.Train(generator, store, options, kept, watch, stop.Token));
        }

        StoreWriter.Write(_folder.File("store"), row => row with { Split = row.Frame == 0 ? DataSplit.Validation : DataSplit.Train });
        Assert.Equal(App.BadInput, await Run());
        StoreWriter.Write(_folder.File("store"));
        Assert.Equal(0, await Run());

        Task<int> Run() =>
            App.RunAsync([
                .. "encoder --steps 3 --seed 1 --device cpu --network".Split(' '),
                _folder.File("g.safetensors"),
                "--data",
                _folder.File("store"),
                "--out",
                _folder.File("e.safetensors"),
            ]);
    }

    [Fact]
    public void Load_OfASavedOne_GivesItsLatentsToHalfPrecision()
    {
        using var generator = TinyNetworks.Generator();
        using var encoder = EncoderTrainer.Train(generator, null, new EncoderTraining { Steps = 3 }, null, null, default);
        encoder.Save(_folder.File("e.safetensors"), new Dictionary<string, string>());
        using var loaded = Encoder.Load(_folder.File("e.safetensors"), CPU);
        float[][] images =
        [
            [.. Enumerable.Range(0, 256).Select(i => MathF.Sin(i))],
        ];
        foreach (var (a, b) in encoder.Encode(images)[0].Zip(loaded.Encode(images)[0]))
            Assert.Equal(a, b, 5e-3);
    }

    [Fact]
    public void Load_OfSomethingElse_IsRefused()
    {
        using var generator = TinyNetworks.Generator();
        NetworkFile.Save(_folder.File("g.safetensors"), generator);
        Assert.Contains("an encoder", Assert.Throws<InputException>(() => Encoder.Load(_folder.File("g.safetensors"), CPU)).Message);
    }

    [Fact]
    public void Project_FromTheEncoder_IsNearerAfterFewSteps()
    {
        using var generator = TinyNetworks.Generator();
        using var encoder = EncoderTrainer.Train(
            generator,
            null,
            new EncoderTraining { Steps = 400, LearningRate = 2e-3 },
            null,
            null,
            default
        );
        float[][] images = [.. LatentImages.Render(generator, [.. LatentImages.OfSeeds(generator, [201, 202, 203, 204], 1)])];
        var projector = new Projector(generator, new ProjectorOptions { Steps = 10, PlateauGain = 0 });
        double Mse(Encoder? start) =>
            new CineProjector(projector, start).Project([.. images.Select(i => (float[][])[i])]).Average(c => c[0].Quality.Mse);
        Assert.True(Mse(encoder) < Mse(null));
    }

    private static double Miss(IReadOnlyList<float[]> found, float[][] w) => found.Zip(w, (a, b) => Square(a, b)).Average();

    private static double Square(IReadOnlyList<float> a, IReadOnlyList<float> b) => a.Zip(b, (x, y) => ((double)x - y) * (x - y)).Sum();
}
