using GanCmri.Imaging.Store;
using GanCmri.Runtime;
using GanCmri.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Tests.Training;

[Trait(TestPrecision.Trait, TestPrecision.Both)]
public sealed class TrainingStepTests
{
    [Fact]
    public void Run_InTwoParts_MovesTheDiscriminatorAsInOne()
    {
        // Fakes that do not depend on z, so that both runs judge the same ones whatever they drew.
        var (one, two) = (AfterAStep(1), AfterAStep(2));
        Assert.Equal(one.Losses.Real, two.Losses.Real, 1e-5);
        Assert.Equal(one.Losses.Fake, two.Losses.Fake, 1e-5);
        // A step moves each weight by up to 2e-3.
        Assert.InRange(one.Weights.Zip(two.Weights, (a, b) => Math.Abs(a - b)).Average(), 0, 2e-5);
    }

    [Fact]
    public void Run_Conditioned_JudgesEachImageWithItsLabel()
    {
        var options = TrainingOptions.ForCpu(16, 64, 8, 8) with { Batch = 4, BFloat16 = TestPrecision.BFloat16 };
        using var state = new TrainingState(options.Conditioned(FrameLabel.Phase, 2), CPU);
        var before = state.G.Mapping.state_dict()["embed.weight"].data<float>().ToArray();
        new TrainingStep(state, Labels(), CPU).Run(Reals(labels: true));
        Assert.NotEqual(before, state.G.Mapping.state_dict()["embed.weight"].data<float>().ToArray());
    }

    [Fact]
    public void Validate_PartsThatAreNoWholeImages_AreNamed()
    {
        var error = Assert.Throws<OptionsException>(() => (TrainingOptions.ForCpu(16) with { Batch = 8, Accumulate = 3 }).Validate());
        Assert.Contains("Accumulate 3", error.Message);
    }

    private sealed record Outcome(StepLosses Losses, float[] Weights);

    private static Outcome AfterAStep(int parts)
    {
        var options = TrainingOptions.ForCpu(16, 64, 8, 8);
        options = options with
        {
            Batch = 4,
            Accumulate = parts,
            AugmentShift = 0,
            AugmentContrast = 0,
            BFloat16 = TestPrecision.BFloat16,
            Generator = options.Generator with { UseNoise = false },
            Discriminator = options.Discriminator with { StddevChannels = 0 },
        };
        using var state = new TrainingState(options, CPU);
        using (no_grad())
        {
            foreach (var p in state.G.Mapping.parameters())
                p.zero_();
        }

        var losses = new TrainingStep(state, new FrameLabels([], [], FrameLabel.None), CPU).Run(Reals(labels: false));
        return new Outcome(losses, [.. state.D.parameters().SelectMany(p => p.data<float>().ToArray())]);
    }

    private static FrameLabels Labels() =>
        new(
            [
                .. Enumerable
                    .Range(0, 4)
                    .Select(i => new FrameRow
                    {
                        Subject = "S001",
                        Series = "S001-00",
                        Phase = i % 2 == 0 ? "ED" : "ES",
                    }),
            ],
            [0, 1, 2, 3],
            FrameLabel.Phase
        );

    private static LabelledImages Reals(bool labels)
    {
        var random = new Random(1);
        var pixels = Enumerable.Range(0, 4 * 16 * 16).Select(_ => random.NextSingle() * 2 - 1).ToArray();
        return new LabelledImages(tensor(pixels, [4, 1, 16, 16]).clone(), labels ? Labels().Of([0, 1, 2, 3]) : null);
    }
}
