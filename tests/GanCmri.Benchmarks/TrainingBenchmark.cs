using System.Diagnostics;
using GanCmri.Networks;
using GanCmri.Runtime;
using GanCmri.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Benchmarks;

/// <summary>
/// Our training step beside a straightforward one on the same networks and images: fakes made anew for the discriminator, generator as
/// <see cref="PlainSynthesis"/>. Both with lazy R1 every 16 steps, the same augmentation and Adam. Resident memory is printed after each
/// round: it should stay.
/// </summary>
internal static class TrainingBenchmark
{
    private const int StepsARound = 16;

    /// <summary>Runs rounds of 16 steps of each, in turn.</summary>
    public static void Run(int rounds)
    {
        var options = new TrainingOptions
        {
            Generator = new GeneratorOptions
            {
                Resolution = 64,
                ChannelBase = 2048,
                ChannelMax = 128,
                ZDim = 128,
                WDim = 128,
                MappingLayers = 2,
            },
            Discriminator = new DiscriminatorOptions
            {
                Resolution = 64,
                ChannelBase = 2048,
                ChannelMax = 128,
            },
            BFloat16 = false,
        };
        using var random = new TorchSharp.torch.Generator(1, CPU);
        using var reals = randn([options.Batch, 1, 64, 64], generator: random).clamp_(-1, 1);
        using var ours = new TrainingState(options, CPU);
        using var plain = new TrainingState(options, CPU);
        var step = new TrainingStep(ours, new FrameLabels([], [], FrameLabel.None), CPU);
        var ratios = new List<double>();
        Console.WriteLine($"threads {get_num_threads()}, sax64's networks, batch {options.Batch}, float32");
        Console.WriteLine("| round | plain images/s | ours images/s | ratio | resident MB |");
        Console.WriteLine("|---|---|---|---|---|");
        for (var round = 0; round < rounds; round++)
        {
            var slow = Rate(options.Batch, () => PlainStep(plain, reals, random));
            var fast = Rate(options.Batch, () => step.Run(new LabelledImages(reals, null)));
            ratios.Add(fast / slow);
            Console.WriteLine(
                $"| {round + 1} | {slow:f1} | {fast:f1} | {fast / slow:f2} | {Process.GetCurrentProcess().WorkingSet64 >> 20} |"
            );
        }

        Console.WriteLine($"median ratio {ratios.Order().ElementAt(ratios.Count / 2):f2}, n = {rounds} rounds");
    }

    private static void PlainStep(TrainingState state, Tensor reals, TorchSharp.torch.Generator random)
    {
        using var scope = NewDisposeScope();
        var o = state.Options;
        var synthesis = new PlainSynthesis(state.G);
        var augment = new DiffAugment(o.AugmentShift, o.AugmentContrast, o.AugmentCutout);
        Tensor Fakes() =>
            synthesis.Forward(state.G.Mapping.Forward(randn([o.Batch, o.Generator.ZDim], generator: random), null, updateAverage: true));
        Tensor Judge(Tensor images) => state.D.Forward(augment.Apply(images, random));
        state.StepG(() => Losses.Generator(Judge(Fakes())).backward());
        state.StepD(() =>
        {
            Losses.Fake(Judge(Fakes().detach())).backward();
            Losses.Real(Judge(reals)).backward();
        });
        if (state.Step % o.R1Interval == 0)
            state.StepD(() => (Losses.R1(state.D, augment.Apply(reals, random), o.R1Gamma) * o.R1Interval).backward());
        state.Step++;
        Average.Blend(state.G, state.GEma, Average.Decay(o.Batch, state.Images, o.EmaKimg, o.EmaRampUp));
    }

    private static double Rate(int images, Action step)
    {
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < StepsARound; i++)
            step();
        return StepsARound * images / clock.Elapsed.TotalSeconds;
    }
}
