using GanCmri.Imaging.Store;
using GanCmri.Networks;
using GanCmri.Runtime;
using GanCmri.Runtime.Fitting;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Latents.Encoding;

/// <summary>
/// Trains an encoder for a generator: on generated images, whose w is known, and on real frames, which the generator must give back from
/// the latent (in the spirit of Zhu et al. 2020, in-domain inversion, without its discriminator).
/// </summary>
internal static class EncoderTrainer
{
    private const double NoiseMost = 0.08,
        ContrastMost = 0.15,
        AverageDecay = 0.995;

    // A step: generated pairs of image and w, and real frames.
    private const int Pairs = 16,
        Reals = 6;

    // Of the mean square pixel difference of real frames and what the generator makes of their latents; and of the mean square distance
    // from the mean w, in standard deviations, which keeps real frames where the generator is at home.
    private const double PixelWeight = 10,
        PriorWeight = 0.02;

    /// <summary>Trains.</summary>
    /// <param name="generator">Unconditional, one channel, a power of two from 8 pixels; its weights are not changed.</param>
    /// <param name="frames">Real frames of which the training split is used; null: generated pairs only.</param>
    /// <param name="options">Length and weights.</param>
    /// <param name="checkpoint">Where it is kept, so that the same one goes on after it was stopped; null: nowhere.</param>
    /// <param name="progress">Told every step.</param>
    /// <param name="cancellation">Stops between steps.</param>
    /// <exception cref="InputException">Frames of another size than the generator's, or a generator that has labels, several channels or an
    /// odd size.</exception>
    public static Encoder Train(
        StyleGan2Generator generator,
        FrameStore? frames,
        EncoderTraining options,
        NetworkCheckpoint? checkpoint,
        IProgress<StageProgress>? progress,
        CancellationToken cancellation
    )
    {
        options.Validate();
        if (generator.Options.Channels != 1 || !EncoderNetwork.Takes(generator.Options.Resolution))
            throw new InputException(
                "--network",
                "a generator of one channel and " + EncoderNetwork.Sides,
                $"{generator.Options.Channels} channels and {generator.Options.Resolution} pixels",
                "use another generator"
            );
        if (frames is not null && frames.Resolution != generator.Options.Resolution)
            throw new InputException(
                "--data",
                $"frames of {generator.Options.Resolution} pixels",
                $"{frames.Resolution}",
                "make the data set with that --resolution"
            );
        var device = generator.parameters().First().device;
        foreach (var p in generator.parameters())
            p.requires_grad_(false);
        manual_seed(options.Seed); // the only way to seed a module's first weights
        var network = new EncoderNetwork(generator.Options.Resolution, generator.Options.WDim);
        network.Place(WStatistics.Sample(generator));
        network.to(device);
        var indices = frames?.Indices(DataSplit.Train) ?? [];
        NetworkTrainer.Run(
            network,
            network.parameters(),
            new NetworkTraining
            {
                Steps = options.Steps,
                LearningRate = options.LearningRate,
                AverageDecay = AverageDecay,
            },
            step =>
            {
                using var random = Seed.Torch(options.Seed, "encoder", step);
                PairLoss(network, generator, random, device).backward();
                if (indices.Count > 0)
                    RealLoss(network, generator, Draw(frames!, indices, random, device)).backward();
            },
            "train the encoder",
            checkpoint,
            progress,
            cancellation
        );
        return new Encoder(network, device);
    }

    /// <summary>All that a training depends on, to go on with the same only.</summary>
    /// <param name="options">Length and weights.</param>
    /// <param name="network">SHA-256 of the generator's file.</param>
    /// <param name="frames">Real frames, if any; another split is other training data.</param>
    public static string Settings(EncoderTraining options, string network, FrameStore? frames) =>
        $"{OptionText.Line(options)}, network {network}, frames {(frames is null ? "none" : StoreDigest.Of(frames))}";

    // Images of known w, psi 0.4 to 1.2, spoilt a little as real ones are.
    private static Tensor PairLoss(EncoderNetwork network, StyleGan2Generator generator, TorchSharp.torch.Generator random, Device device)
    {
        Tensor w,
            x;
        using (no_grad())
        {
            var z = randn([Pairs, generator.Options.ZDim], generator: random).to(device);
            var psi = rand([Pairs, 1, 1], generator: random).Times(0.8).Plus(0.4).to(device);
            var ws = generator.Map(z);
            ws = generator.Centre(z) is { } mean ? mean.Plus(psi.mul(ws.Minus(mean))) : ws;
            w = ws[TensorIndex.Colon, 0];
            var images = generator.Synthesis.Forward(ws, Noise.Random(random));
            var contrast = rand([Pairs, 2, 1, 1], generator: random).Times(2).Plus(-1).Times(ContrastMost).to(device);
            var noise = randn(images.shape, generator: random).mul(rand([Pairs, 1, 1, 1], generator: random)).Times(NoiseMost).to(device);
            x = images.mul(contrast.narrow(1, 0, 1).Plus(1)).Plus(contrast.narrow(1, 1, 1)).Plus(noise);
        }

        return network.Standard(x).Minus(network.Standardised(w)).Squared().mean();
    }

    private static Tensor RealLoss(EncoderNetwork network, StyleGan2Generator generator, Tensor x)
    {
        var standard = network.Standard(x);
        var w = network.forward(x);
        var made = generator.Synthesis.Forward(w.unsqueeze(1).expand(-1, generator.NumWs, -1));
        return made.Minus(x).Squared().mean().Times(PixelWeight).Plus(standard.Squared().mean().Times(PriorWeight));
    }

    private static Tensor Draw(FrameStore frames, IReadOnlyList<int> indices, TorchSharp.torch.Generator random, Device device)
    {
        using var draws = randint(indices.Count, [Reals], generator: random);
        var pixels = frames.Read([.. draws.data<long>().ToArray().Select(d => indices[(int)d])]);
        return tensor(pixels, [Reals, 1, frames.Resolution, frames.Resolution]).clone().to(device);
    }
}
