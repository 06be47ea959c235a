using GanCmri.Latents;
using GanCmri.Latents.Tuning;
using GanCmri.Runtime;
using static TorchSharp.torch;
using Network = GanCmri.Networks.StyleGan2Generator;

namespace GanCmri.Tests.Latents.Tuning;

public class PivotalTuningTests
{
    private static readonly TuningOptions Quick = new()
    {
        Steps = 60,
        Rank = 2,
        Batch = 4,
    };

    private static readonly float[][] Latents =
    [
        .. Enumerable.Range(0, 4).Select(f => Enumerable.Range(0, 16).Select(i => (float)Math.Sin(f + 1.7 * i)).ToArray()),
    ];

    // What the network shows, with a bright bar added: nothing that a latent of this network gives.
    private static float[][] Frames(Network network) =>
        [
            .. LatentImages
                .Render(network, Latents)
                .Select(
                    (image, f) =>
                    {
                        var side = network.Options.Resolution;
                        var frame = (float[])image.Clone();
                        for (var i = 0; i < frame.Length; i++)
                            frame[i] += i / side % side > side / 2 ? 0.5f + 0.1f * f : 0;
                        return frame;
                    }
                ),
        ];

    private static double Mse(IReadOnlyList<float[]> a, IReadOnlyList<float[]> b) =>
        a.Zip(b, (x, y) => x.Zip(y, (p, q) => Math.Pow(p - q, 2)).Average()).Average();

    [Fact]
    public void Run_FramesBesideTheGenerator_AreShownAtTheirLatents()
    {
        using var network = TinyNetworks.Generator();
        var (frames, before) = (Frames(network), LatentImages.Render(network, Latents));
        var (tuning, latents) = PivotalTuning.Run(network, Latents, frames, Quick);
        using var tuned = tuning.Apply(network);
        Assert.InRange(Mse(LatentImages.Render(tuned, latents), frames) / Mse(before, frames), 0, 0.5);
        Assert.Equal(0, Mse(LatentImages.Render(network, Latents), before)); // the generator itself stays
    }

    [Fact]
    public void Run_LatentsMove_FromTheirMean()
    {
        using var network = TinyNetworks.Generator();
        var options = Quick with { Steps = 1, LatentRate = 1e-6 };
        var moved = PivotalTuning.Run(network, Latents, Frames(network), options).Latents;
        var mean = Enumerable.Range(0, 16).Select(i => Latents.Average(w => w[i])).ToArray();
        foreach (var w in moved)
            Assert.All(w.Zip(mean), n => Assert.Equal(n.Second, n.First, 1e-4f));
    }

    [Fact]
    public void Run_PivotsThatScatter_LatentsThatMoveShowTheCineBetter()
    {
        using var network = TinyNetworks.Generator();
        var random = new Random(5);
        float[][] heart = [.. Latents.Select(w => Latents[0].Zip(w, (still, moving) => 0.9f * still + 0.1f * moving).ToArray())];
        float[][] pivots = [.. heart.Select(w => w.Select(x => x + (float)(2 * random.NextDouble() - 1)).ToArray())];
        var frames = LatentImages.Render(network, heart);
        var still = PivotalTuning.Run(network, pivots, frames, Quick with { LatentRate = 0 });
        var moving = PivotalTuning.Run(network, pivots, frames, Quick);
        Assert.Equal(pivots, still.Latents);
        Assert.True(Error(moving) < 0.8 * Error(still), $"{Error(moving)} and {Error(still)}");

        double Error(TunedLatents cine)
        {
            using var tuned = cine.Tuning.Apply(network);
            return Mse(LatentImages.Render(tuned, cine.Latents), frames);
        }
    }

    [Fact]
    public void Run_SameSeed_GivesTheSameFile()
    {
        using var folder = new TemporaryFolder();
        using var network = TinyNetworks.Generator();
        var frames = Frames(network);
        string[] files = [folder.File("a.safetensors"), folder.File("b.safetensors")];
        foreach (var file in files)
            PivotalTuning.Run(network, Latents, frames, Quick with { Steps = 5 }).Tuning.Save(file);
        Assert.Equal(File.ReadAllBytes(files[0]), File.ReadAllBytes(files[1]));
    }

    [Fact]
    public void Load_SavedTuning_ShowsTheSame()
    {
        using var folder = new TemporaryFolder();
        using var network = TinyNetworks.Generator();
        var (tuning, _) = PivotalTuning.Run(network, Latents, Frames(network), Quick);
        tuning.Save(folder.File("tuning.safetensors"));
        using Network kept = tuning.Apply(network),
            loaded = GeneratorTuning.Load(folder.File("tuning.safetensors")).Apply(network);
        Assert.InRange(Mse(LatentImages.Render(kept, Latents), LatentImages.Render(loaded, Latents)), 0, 1e-5); // half precision
    }

    [Fact]
    public void Apply_OtherGenerator_Refuses()
    {
        using var network = TinyNetworks.Generator();
        using var other = TinyNetworks.Generator(seed: 8);
        var (tuning, _) = PivotalTuning.Run(network, Latents, Frames(network), Quick with { Steps = 1 });
        Assert.Contains("the generator it was tuned from", Assert.Throws<InputException>(() => tuning.Apply(other)).Message);
    }

    [Fact]
    public void Load_OtherFile_Refuses()
    {
        using var folder = new TemporaryFolder();
        using var network = TinyNetworks.Generator();
        GanCmri.Networks.Weights.NetworkFile.Save(folder.File("generator.safetensors"), network);
        Assert.Contains(
            "a tuned generator's change",
            Assert.Throws<InputException>(() => GeneratorTuning.Load(folder.File("generator.safetensors"))).Message
        );
    }
}
