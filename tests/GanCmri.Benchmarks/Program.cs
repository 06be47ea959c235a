using System.Globalization;
using GanCmri.Benchmarks;
using GanCmri.Runtime;
using GanCmri.Statistics.Association;

// Speed as ratios in one process, both sides with the tuned allocator, the two in turn so that a drifting machine hits both.
//   dotnet run -c Release --project tests/GanCmri.Benchmarks [-- synthesis [SECONDS [ROUNDS [NETWORK]]] | projection [ROUNDS] |
//     measure [CINES] | pipelines [IMAGES ROWS] | disposal [CYCLES] | import FILE | association FILE [FAMILY [ROWS COLUMNS]] |
//     gather FOLDER | training [ROUNDS] |
//     bf16-quality [IMAGES [STORE]]]
LibTorch.TuneAllocator();
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["pipelines", ..])
{
    PipelineBenchmark.Run(
        args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 20_000,
        args.Length > 2 ? long.Parse(args[2], CultureInfo.InvariantCulture) : 3_000_000
    );
    return;
}

if (args is ["projection", ..])
{
    ProjectionBenchmark.Run(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 3);
    return;
}

if (args is ["measure", ..])
{
    MeasureBenchmark.Run(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5);
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

if (args is ["association", var table, ..])
{
    AssociationBenchmark.Run(
        table,
        args.Length > 2 ? Enum.Parse<AssociationFamily>(args[2], ignoreCase: true) : AssociationFamily.Linear,
        args.Length > 3 ? int.Parse(args[3], CultureInfo.InvariantCulture) : 1_000_000,
        args.Length > 4 ? int.Parse(args[4], CultureInfo.InvariantCulture) : 50
    );
    return;
}

if (args is ["gather", var shards])
{
    GatherBenchmark.Run(shards);
    return;
}

if (args is ["import", var pickle])
{
    ImportBenchmark.Run(pickle);
    return;
}

if (args is ["bf16-quality", ..])
{
    Bf16QualityBenchmark.Run(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 500, args.Length > 2 ? args[2] : null);
    return;
}

SynthesisBenchmark.Run(
    args is ["synthesis", var seconds, ..] ? double.Parse(seconds, CultureInfo.InvariantCulture) : 1,
    args is ["synthesis", _, var rounds, ..] ? int.Parse(rounds, CultureInfo.InvariantCulture) : 5,
    args is ["synthesis", _, _, var network] ? network : ""
);
