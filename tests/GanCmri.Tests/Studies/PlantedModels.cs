using GanCmri.Networks;
using GanCmri.Networks.Weights;
using GanCmri.Phenotypes;
using GanCmri.Phenotypes.Curves;
using GanCmri.Studies;
using GanCmri.Studies.Guidance;
using GanCmri.Trajectories;
using GanCmri.Trajectories.Directions;
using GanCmri.Trajectories.Motion;
using static TorchSharp.torch;

namespace GanCmri.Tests.Studies;

/// <summary>Small models for tests: a random generator, and a segmenter whose weights are set so that it outlines what is bright.</summary>
internal static class PlantedModels
{
    public const int WDim = 8;

    public static HeartModels Make(bool judged = false, bool beats = false)
    {
        var line = new EdToEs(Vector(0.5f, 1));
        return new HeartModels
        {
            Generator = RandomGenerator(),
            Segmenter = BrightnessSegmenter(),
            Judge = judged ? BrightnessSegmenter() : null,
            Device = CPU,
            EdToEs = line,
            AreaCurves = beats
                ? new AreaCurves(
                    [.. Course(), .4],
                    [
                        [.. Course().Select(s => 1 - s), 0],
                    ],
                    [.3]
                )
                : null,
            Trajectories = [line, new FrameToFrame([Vector(.1f, 2), Vector(.1f, 3), Vector(-.1f, 4)])],
            Directions =
            [
                new GuidedPhenotype(PhenotypeRegistry.LvArea, Direction("LV area", 5)),
                new GuidedPhenotype(PhenotypeRegistry.Sphericity, Direction("LV sphericity index", 6)),
            ],
        };
    }

    /// <summary>Writes them as a folder of --models, with segmenter.safetensors beside them.</summary>
    public static void Save(string folder)
    {
        Directory.CreateDirectory(folder);
        string At(string name) => Path.Combine(folder, name);
        using var models = Make();
        NetworkFile.Save(At("generator.safetensors"), models.Generator);
        models.Segmenter.Save(At("segmenter.safetensors"), new Dictionary<string, string>());
        new TrajectoryFile(models.EdToEs, null, 1, null, new Provenance("test", "", 1, 1, new Dictionary<string, string>())).Write(
            At("ed-es.json")
        );
    }

    /// <summary>A generator that was told phases and places.</summary>
    public static StyleGan2Generator LabelledGenerator()
    {
        var made = RandomGenerator(labels: 4);
        made.Labels = new TrainedLabels(
            [new LabelColumn("phase", ["ED", "ES"]), new LabelColumn("position", ["0", "1"], Continuous: true)],
            [
                ["ED", "0"],
                ["ES", "1"],
            ]
        );
        return made;
    }

    public static StyleGan2Generator RandomGenerator(int labels = 0)
    {
        using var random = new TorchSharp.torch.Generator(3, CPU);
        return new StyleGan2Generator(
            new GeneratorOptions
            {
                CDim = labels,
                Resolution = 16,
                ZDim = 8,
                WDim = WDim,
                ChannelBase = 128,
                ChannelMax = 8,
                MappingLayers = 2,
                MappingLrMultiplier = 1,
            },
            random
        );
    }

    public static PhenotypeDirection Direction(string name, int seed, int length = WDim) =>
        new(name, DirectionMethod.MeanSplit, Vector(.5f, seed, length), 0, 1, 1, 1);

    /// <summary>One level, identity kernels: sigmoid(8 (x - 0.5)) of the standardised image.</summary>
    public static Segmenter BrightnessSegmenter() =>
        new(new SegmenterNetworks(BrightnessNetwork(outputs: 2), BrightnessNetwork(outputs: 1), OutlineShift: default), CPU);

    private static SegmentationNetwork BrightnessNetwork(int outputs)
    {
        using var noGradient = no_grad();
        var network = new SegmentationNetwork(new SegmentationNetworkOptions { Channels = [1], Outputs = outputs });
        foreach (var (name, value) in network.named_parameters())
        {
            value.zero_();
            if (value.dim() == 4 && value.shape[2] == 3)
                value[0, 0, 1, 1] = 1f;
            else if (name.StartsWith("head", StringComparison.Ordinal))
                value.fill_(value.dim() == 1 ? -4 : 8);
            else if (name.EndsWith("weight", StringComparison.Ordinal))
                value.fill_(1);
        }

        network.eval();
        return network;
    }

    // Down to half and up again; its component contracts more or less.
    private static IEnumerable<double> Course() =>
        Enumerable.Range(0, AreaCurves.Steps).Select(i => .75 + .25 * Math.Cos(2 * Math.PI * i / AreaCurves.Steps));

    public static float[] Vector(float scale, int seed, int length = WDim)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => scale * (float)(2 * random.NextDouble() - 1))];
    }
}
