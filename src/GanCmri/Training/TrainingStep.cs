using GanCmri.Networks;
using GanCmri.Runtime;
using GanCmri.Training.Augmentation;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Training;

/// <summary>One step of the game: generator, path length, discriminator, R1, average.</summary>
internal sealed class TrainingStep(TrainingState state, FrameLabels labels, Device device)
{
    private readonly AdaPipeline? _adaptive = state.Options.AdaTarget > 0 ? new AdaPipeline(state.Options.Ada) : null;
    private readonly DiffAugment _fixed = new(state.Options.AugmentShift, state.Options.AugmentContrast, state.Options.AugmentCutout);

    private int PartSize => state.Options.Batch / state.Options.Accumulate;

    private double Share => 1.0 / state.Options.Accumulate;

    /// <summary>Trains on one batch of reals and advances the state.</summary>
    public StepLosses Run(LabelledImages reals)
    {
        using var scope = NewDisposeScope();
        using var random = Seed.Torch(state.Options.Seed, "step", state.Step);
        var o = state.Options;
        double lossG = 0,
            lossFake = 0,
            lossReal = 0,
            sign = 0;
        LabelledImages[] parts = [.. Enumerable.Range(0, o.Accumulate).Select(i => reals.Part((long)i * PartSize, PartSize))];
        var fakes = new List<LabelledImages>();
        state.StepG(() =>
        {
            foreach (var _ in parts)
            {
                using var inner = NewDisposeScope();
                var made = Fakes(random);
                var loss = Losses.Generator(Judge(made, random));
                Backward(loss);
                lossG += loss.Number() * Share;
                fakes.Add(new LabelledImages(made.Images.detach().MoveToOuterDisposeScope(), made.Labels?.MoveToOuterDisposeScope()));
            }
        });
        if (o.PathLengthWeight > 0 && state.Step % o.PathLengthInterval == 0)
            state.StepG(() => PathLength(random));
        state.StepD(() =>
        {
            for (var i = 0; i < parts.Length; i++)
            {
                using var inner = NewDisposeScope();
                var loss = Losses.Fake(Judge(fakes[i], random)); // those of the generator's step: 1.3 times as fast as new ones
                Backward(loss);
                var logits = Judge(parts[i], random);
                var real = Losses.Real(logits);
                Backward(real);
                lossFake += loss.Number() * Share;
                lossReal += real.Number() * Share;
                sign += logits.detach().sign().mean().Number() * Share;
            }
        });
        if (state.Step % o.R1Interval == 0)
            state.StepD(() => R1(parts, random));
        if (_adaptive is not null)
            state.Ada.Observe(sign, o.Batch);
        var spread = Deviation(cat([.. fakes.Select(f => f.Images)])) / Math.Max(Deviation(reals.Images), 1e-8);
        state.Step++;
        var rampUp = o.Start is null ? o.EmaRampUp : 0; // trained weights need no warming up
        Average.Blend(state.G, state.GEma, Average.Decay(o.Batch, state.Images, o.EmaKimg, rampUp));
        return new StepLosses(lossG, lossFake, lossReal, sign, spread);
    }

    private static double Deviation(Tensor images) => images.std([0], unbiased: false).mean().Number();

    // The gradients of the parts add up to the mean over the batch.
    private void Backward(Tensor loss) => (state.Options.Accumulate == 1 ? loss : loss.Times(Share)).backward();

    private Tensor Judge(LabelledImages images, TorchSharp.torch.Generator random) =>
        state.D.Forward(Augment(images.Images, random), images.Labels);

    private Tensor Augment(Tensor images, TorchSharp.torch.Generator random)
    {
        if (_adaptive is null)
            return _fixed.Apply(images, random);
        using var seed = randint(int.MaxValue, [1], generator: random);
        var noise = state.Options.Ada.Noise > 0 ? randn(images.shape, generator: random).to(device) : null;
        return _adaptive.Apply(images, state.Ada.P, Draws.From(new Random((int)seed.item<long>())), noise);
    }

    private Tensor Latents(TorchSharp.torch.Generator random, int count) =>
        randn([count, state.Options.Generator.ZDim], generator: random).to(device);

    private LabelledImages Fakes(TorchSharp.torch.Generator random)
    {
        var z = Latents(random, PartSize);
        var c = labels.Draw(PartSize, random)?.to(device);
        var ws = state.G.Mapping.Forward(z, c, updateAverage: true);
        if (state.Options.StyleMixing > 0)
            ws = Mix(ws, c, random);
        return new LabelledImages(state.G.Synthesis.Forward(ws, Noise.Random(random)), c);
    }

    // Later layers of some images take their w from a second latent (Karras et al. 2019, section 3.1).
    private Tensor Mix(Tensor ws, Tensor? c, TorchSharp.torch.Generator random)
    {
        var draw = rand([2], generator: random).Numbers();
        if (draw[0] >= state.Options.StyleMixing)
            return ws;
        var cutoff = 1 + (long)(draw[1] * (ws.shape[1] - 1));
        var other = state.G.Mapping.Forward(Latents(random, (int)ws.shape[0]), c);
        return cat([ws.narrow(1, 0, cutoff), other.narrow(1, cutoff, ws.shape[1] - cutoff)], 1);
    }

    // On half a part's images: the second derivatives take the most memory (Karras et al. 2020, appendix B).
    private void PathLength(TorchSharp.torch.Generator random)
    {
        using var inner = NewDisposeScope();
        var o = state.Options;
        using var exact = new ExactNumbers(state);
        var count = Math.Max(1, PartSize / 2);
        var z = Latents(random, count);
        var ws = state.G.Mapping.Forward(z, labels.Draw(count, random)?.to(device), updateAverage: true);
        var pixels = randn([count, o.Generator.Channels, o.Generator.Resolution, o.Generator.Resolution], generator: random).to(device);
        var result = Losses.PathLength(state.G.Synthesis, ws, pixels, state.MeanPathLength, o.PathLengthWeight, Noise.Random(random));
        result.Loss.Times(o.PathLengthInterval).backward();
        state.MeanPathLength = result.MeanLength;
    }

    private void R1(LabelledImages[] parts, TorchSharp.torch.Generator random)
    {
        using var exact = new ExactNumbers(state);
        foreach (var part in parts)
        {
            using var inner = NewDisposeScope();
            Backward(Losses.R1(state.D, Augment(part.Images, random), state.Options.R1Gamma, part.Labels).Times(state.Options.R1Interval));
        }
    }

    /// <summary>Float32 feature maps while it lives: second derivatives are small.</summary>
    private sealed class ExactNumbers : IDisposable
    {
        private readonly TrainingState _state;
        private readonly ScalarType _g,
            _d;

        public ExactNumbers(TrainingState state)
        {
            (_state, _g, _d) = (state, state.G.Synthesis.FeatureType, state.D.FeatureType);
            (state.G.Synthesis.FeatureType, state.D.FeatureType) = (ScalarType.Float32, ScalarType.Float32);
        }

        public void Dispose() => (_state.G.Synthesis.FeatureType, _state.D.FeatureType) = (_g, _d);
    }
}

/// <summary>What one step cost.</summary>
/// <param name="Generator">mean softplus(-D(fake)).</param>
/// <param name="Fake">mean softplus(D(fake)).</param>
/// <param name="Real">mean softplus(-D(real)).</param>
/// <param name="RealSign">mean sign D(real): near 1 when the discriminator has memorised (r_t of Karras et al. 2020a).</param>
/// <param name="Spread">Pixel standard deviation over the fakes as a share of that over the reals: low when the generator
/// collapses.</param>
internal readonly record struct StepLosses(double Generator, double Fake, double Real, double RealSign, double Spread)
{
    /// <summary>Whether the networks still play; NaN or infinity never goes away.</summary>
    public bool AreFinite => double.IsFinite(Generator + Fake + Real);
}
