using GanCmri.Networks;
using GanCmri.Runtime;
using GanCmri.Training.Augmentation;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Training;

/// <summary>One step of the game: generator, path length, discriminator, R1, average.</summary>
internal sealed class TrainingStep(TrainingState state, Device device)
{
    private readonly AdaPipeline? _adaptive = state.Options.AdaTarget > 0 ? new AdaPipeline(state.Options.Ada) : null;
    private readonly DiffAugment _fixed = new(state.Options.AugmentShift, state.Options.AugmentContrast, state.Options.AugmentCutout);

    /// <summary>Trains on one batch of reals [N, C, H, W] and advances the state.</summary>
    public StepLosses Run(Tensor reals)
    {
        using var scope = NewDisposeScope();
        using var random = Seed.Torch(state.Options.Seed, "step", state.Step);
        var o = state.Options;
        double lossG = 0, lossFake = 0, lossReal = 0, sign = 0, spread = 0;
        Tensor? fakes = null;
        state.StepG(() =>
        {
            using var inner = NewDisposeScope();
            var images = Fakes(random, updateAverage: true);
            var loss = Losses.Generator(state.D.Forward(Augment(images, random)));
            loss.backward();
            lossG = loss.ToDouble();
            fakes = images.detach().MoveToOuterDisposeScope();
        });
        if (o.PathLengthWeight > 0 && state.Step % o.PathLengthInterval == 0) state.StepG(() => PathLength(random));
        if (!o.ReuseFakes) fakes = Fakes(random, updateAverage: true).detach();
        state.StepD(() =>
        {
            using var inner = NewDisposeScope();
            var loss = Losses.Fake(state.D.Forward(Augment(fakes!, random)));
            loss.backward();
            var logits = state.D.Forward(Augment(reals, random));
            var real = Losses.Real(logits);
            real.backward();
            (lossFake, lossReal, sign) = (loss.ToDouble(), real.ToDouble(), logits.detach().sign().mean().ToDouble());
        });
        if (state.Step % o.R1Interval == 0) state.StepD(() => R1(reals, random));
        if (_adaptive is not null) state.Ada.Observe(sign, o.Batch);
        spread = fakes!.std([0], unbiased: false).mean().ToDouble() / Math.Max(reals.std([0], unbiased: false).mean().ToDouble(), 1e-8);
        state.Step++;
        Average.Blend(state.G, state.GEma, Average.Decay(o.Batch, state.Images, o.EmaKimg, o.EmaRampUp));
        return new StepLosses(lossG, lossFake, lossReal, sign, spread);
    }

    private Tensor Augment(Tensor images, TorchSharp.torch.Generator random)
    {
        if (_adaptive is null) return _fixed.Apply(images, random);
        using var seed = randint(int.MaxValue, [1], generator: random);
        var noise = state.Options.Ada.Noise > 0 ? randn(images.shape, generator: random).to(device) : null;
        return _adaptive.Apply(images, state.Ada.P, Draws.From(new Random((int)seed.item<long>())), noise);
    }

    private Tensor Latents(TorchSharp.torch.Generator random, int count) => randn([count, state.Options.Generator.ZDim], generator: random).to(device);

    private Tensor Fakes(TorchSharp.torch.Generator random, bool updateAverage)
    {
        var o = state.Options;
        var ws = state.G.Mapping.Forward(Latents(random, o.Batch), updateAverage: updateAverage);
        if (o.StyleMixing > 0) ws = Mix(ws, random);
        return state.G.Synthesis.Forward(ws, Noise.Random(random));
    }

    // Later layers of some images take their w from a second latent (Karras et al. 2019, section 3.1).
    private Tensor Mix(Tensor ws, TorchSharp.torch.Generator random)
    {
        var draw = rand([2], generator: random).data<float>().ToArray();
        if (draw[0] >= state.Options.StyleMixing) return ws;
        var cutoff = 1 + (long)(draw[1] * (ws.shape[1] - 1));
        var other = state.G.Mapping.Forward(Latents(random, state.Options.Batch));
        return cat([ws.narrow(1, 0, cutoff), other.narrow(1, cutoff, ws.shape[1] - cutoff)], 1);
    }

    private void PathLength(TorchSharp.torch.Generator random)
    {
        using var inner = NewDisposeScope();
        var o = state.Options;
        using var exact = new ExactNumbers(state);
        var ws = state.G.Mapping.Forward(Latents(random, Math.Max(1, o.Batch / 2)), updateAverage: true);
        var pixels = randn([ws.shape[0], o.Generator.Channels, o.Generator.Resolution, o.Generator.Resolution], generator: random).to(device);
        var result = Losses.PathLength(state.G.Synthesis, ws, pixels, state.MeanPathLength, o.PathLengthWeight, Noise.Random(random));
        (result.Loss * o.PathLengthInterval).backward();
        state.MeanPathLength = result.MeanLength;
    }

    private void R1(Tensor reals, TorchSharp.torch.Generator random)
    {
        using var inner = NewDisposeScope();
        using var exact = new ExactNumbers(state);
        (Losses.R1(state.D, Augment(reals, random), state.Options.R1Gamma) * state.Options.R1Interval).backward();
    }

    /// <summary>Float32 feature maps while it lives: second derivatives are small.</summary>
    private sealed class ExactNumbers : IDisposable
    {
        private readonly TrainingState _state;
        private readonly ScalarType _g, _d;

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
/// <param name="Spread">Pixel standard deviation over the fakes as a share of that over the reals: low when the generator collapses.</param>
internal readonly record struct StepLosses(double Generator, double Fake, double Real, double RealSign, double Spread);
