using System.Diagnostics;
using System.Globalization;
using GanCmri.Benchmarks;
using GanCmri.Networks;
using GanCmri.Runtime;
using static TorchSharp.torch;

// Speed as ratios in one process, both sides with the tuned allocator, the two in turn so that a drifting machine hits both.
//   dotnet run -c Release --project tests/GanCmri.Benchmarks [-- pipelines [IMAGES ROWS] | disposal [CYCLES] | import FILE | training [ROUNDS]]
LibTorch.TuneAllocator();
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["pipelines", ..])
{
    PipelineBenchmark.Run(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 20_000, args.Length > 2 ? long.Parse(args[2], CultureInfo.InvariantCulture) : 3_000_000);
    return;
}

if (args is ["disposal", ..])
{
    DisposalBenchmark.Run(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1000);
    return;
}

if (args is ["training", ..])
{
    TrainingBenchmark.Run(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 7);
    return;
}

if (args is ["import", var pickle])
{
    ImportBenchmark.Run(pickle);
    return;
}

Console.WriteLine($"threads {get_num_threads()}; images/s, median of the rounds; ratio = median of the rounds' ratios");
Console.WriteLine("| network | N | plain fp32 | ours fp32 | ratio | ours bf16 | ratio | max deviation fp32 | bf16 (std of image) |");
Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
foreach (var (resolution, sizes) in new[] { (64, new[] { 1, 4, 16 }), (256, new[] { 1, 4 }) })
{
    using var random = new TorchSharp.torch.Generator(1, CPU);
    using var noGrad = no_grad();
    using var generator = new GanCmri.Networks.Generator(new GeneratorOptions { Resolution = resolution, ChannelBase = resolution == 64 ? 16384 : 32768 }, random);
    var plain = new PlainSynthesis(generator);
    foreach (var n in sizes)
    {
        using var scope = NewDisposeScope();
        var ws = generator.Mapping.Forward(randn([n, 512], generator: random));
        var reference = plain.Forward(ws);
        var single = Exact(ws);
        var half = Fast(ws);
        var rounds = Enumerable.Range(0, resolution == 64 ? 7 : 3).Select(_ => (Plain: Rate(() => plain.Forward(ws), n), Exact: Rate(() => Exact(ws), n), Fast: Rate(() => Fast(ws), n))).ToArray();
        Console.WriteLine($"| {resolution} config-f | {n} | {Median(rounds.Select(r => r.Plain)):f1} | {Median(rounds.Select(r => r.Exact)):f1} | {Median(rounds.Select(r => r.Exact / r.Plain)):f2} " +
            $"| {Median(rounds.Select(r => r.Fast)):f1} | {Median(rounds.Select(r => r.Fast / r.Plain)):f2} | {(single - reference).abs().max().item<float>():g2} | {(half - reference).abs().max().item<float>():g2} ({reference.std().item<float>():g2}) |");
    }

    Tensor Exact(Tensor ws)
    {
        generator.Synthesis.FeatureType = ScalarType.Float32;
        return generator.Synthesis.Forward(ws);
    }

    Tensor Fast(Tensor ws)
    {
        generator.Synthesis.FeatureType = ScalarType.BFloat16;
        return generator.Synthesis.Forward(ws);
    }
}

static double Rate(Func<Tensor> make, int n)
{
    var clock = Stopwatch.StartNew();
    var made = 0;
    do
    {
        using var scope = NewDisposeScope();
        make();
        made += n;
    }
    while (clock.Elapsed.TotalSeconds < 1);
    return made / clock.Elapsed.TotalSeconds;
}

static double Median(IEnumerable<double> values)
{
    var sorted = values.Order().ToArray();
    return sorted[sorted.Length / 2];
}
