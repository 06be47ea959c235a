using GanCmri.Formats;
using GanCmri.Learning;
using GanCmri.Networks;
using GanCmri.Networks.Weights;
using GanCmri.Phenotypes;
using GanCmri.Tests.Learning.Contract;
using GanCmri.Tests.Networks.Weights;
using GanCmri.Tests.Studies;
using Microsoft.ML;
using static GanCmri.Cli.Tests.Endurance.BrokenReaders;
using static TorchSharp.torch;

namespace GanCmri.Cli.Tests.Endurance;

/// <summary>Networks and saved models.</summary>
internal static class BrokenNetworks
{
    private static readonly MLContext Ml = new(1);

    public static IReadOnlyList<BrokenReader> All { get; } =
    [
        new("safetensors", "x.safetensors", () => [Small()], HeadFirst, ReadTensors),
        new(
            "generator",
            "x.safetensors",
            () => [File.ReadAllBytes(Specimens.GeneratorPath)],
            HeadFirst,
            path => NetworkFile.LoadGenerator(path).Dispose()
        ),
        new(
            "segmenter",
            "x.safetensors",
            () => [File.ReadAllBytes(Specimens.SegmenterPath)],
            HeadFirst,
            path => Segmenter.Load(path, CPU).Dispose()
        ),
        new("pickle", "x.pkl", Pickles, Mutator.Bytes, path => NetworkFile.LoadGenerator(path).Dispose()),
        new(
            "mlnet",
            "x.zip",
            () => [Model()],
            (whole, random) =>
                random.Next(4) == 0
                    ? Mutator.Bytes(whole, random)
                    : Packing.Zip(whole, random, random.Next(2) == 0 ? Mutator.Text : Mutator.Bytes),
            path => (Ml.Gan.LoadModel(path) as IDisposable)?.Dispose()
        ),
    ];

    private static byte[] HeadFirst(byte[] whole, Random random)
    {
        if (random.Next(2) == 0)
            return Mutator.Bytes(whole, random);
        var end = (int)Math.Min(whole.Length, 8 + BitConverter.ToInt64(whole));
        var head = Mutator.Text(whole[8..end], random);
        return [.. BitConverter.GetBytes((long)head.Length), .. head, .. whole[end..]];
    }

    private static void ReadTensors(string path)
    {
        using var file = SafetensorsFile.Open(path);
        foreach (var tensor in file.InFileOrder())
            _ = file.Bytes(tensor.Name).Length;
    }

    private static byte[] Small() =>
        Written(
            "x.safetensors",
            path =>
                SafetensorsFile.Write(
                    path,
                    [
                        new SafetensorsTensor("a", StoredType.F32, [2, 3], () => new byte[24]),
                        new SafetensorsTensor("b", StoredType.F16, [4], () => new byte[8]),
                    ],
                    new Dictionary<string, string> { ["format"] = "pt" }
                )
        );

    private static IReadOnlyList<byte[]> Pickles()
    {
        using var random = new TorchSharp.torch.Generator(3, CPU);
        using var small = new StyleGan2Generator(
            new GeneratorOptions
            {
                Resolution = 8,
                ZDim = 4,
                WDim = 4,
                ChannelBase = 32,
                ChannelMax = 4,
                MappingLayers = 1,
            },
            random
        );
        return [new AdaPickle().Bytes(("G_ema", small)), new AdaPickle { Half = true, ChannelsLast = true }.Bytes(("G_ema", small))];
    }

    private static byte[] Model()
    {
        var rows = ContractRows.Make();
        using var fitted = Ml
            .Gan.MoveAlong("Made", [.. Enumerable.Repeat(1f, ContractRows.WDim)], 3, "W")
            .Append(Ml.Gan.Periodic("Again", "W", new() { Harmonics = 2, Frames = 7 }))
            .Fit(rows);
        return Written("x.zip", path => Ml.Model.Save(fitted, rows.Schema, path));
    }
}
