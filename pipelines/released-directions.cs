#!/usr/bin/env dotnet
#:project ../src/GanCmri/GanCmri.csproj
#:property NeedsLibTorch=true
#:property PublishAot=false
// GANcMRI's released directions (Vukadinovic et al., PMLR 225, 2023) on a generator of yours, as its demo notebook does: hearts moved
// 0.7 of `time` back to end-diastole, set in motion from end-diastole to end-systole and frame by frame, and guided in sphericity and
// LV area from c = -2 to 3. They belong to a 256 x 256 network of 14 layers and 512 numbers; any network of that width is moved by them.
// Without the network they were found in, the pictures mean nothing: this shows that the files fit.
//
//   dotnet run pipelines/released-directions.cs -- DIRECTIONS NETWORK OUT        (folder of .npy, file, folder)
//   dotnet run pipelines/released-directions.cs -- --quick [OUT]                 (small random network, random directions)
//
// Expected:
//   # transitions of # numbers, rank #; peak displacement #; loop closure error #
//   ed-to-es: # cines of # frames, mean change between frames #
//   frame-to-frame: # cines of # frames, mean change between frames #
//   sphericity_index: # images, c from # to #, mean change between ends #
//   lv_area: # images, c from # to #, mean change between ends #
using System.Globalization;
using GanCmri.Imaging;
using GanCmri.Imaging.Pictures;
using GanCmri.Learning;
using GanCmri.Learning.Networks;
using GanCmri.Learning.Trajectories;
using GanCmri.Networks;
using GanCmri.Networks.Weights;
using GanCmri.Runtime;
using GanCmri.Trajectories.Directions;
using GanCmri.Trajectories.Motion;
using Microsoft.ML;
using Microsoft.ML.Data;
using TorchSharp;

InputException.EndsProcess();
LibTorch.TuneAllocator();
var quick = args.Contains("--quick");
string[] paths = [.. args.Where(a => a != "--quick")];
if (!quick && paths.Length != 3)
    throw new InputException("released-directions", "DIRECTIONS NETWORK OUT", $"{paths.Length} arguments", "give three, or --quick");
var output = quick ? paths.FirstOrDefault() ?? Directory.CreateTempSubdirectory("gancmri-released-").FullName : paths[2];
var network = quick ? RandomNetwork(Path.Combine(output, "random.safetensors")) : paths[1];
var released = quick ? RandomDirections() : ReleasedDirections.Read(paths[0]);
var shape = NetworkFile.Describe(network).Networks.Select(n => n.Generator).First(g => g is not null)!;
int frames = quick ? 10 : 50,
    side = shape.Resolution;
var facts = TransitionDescription.Of(released.Transitions);
Console.WriteLine(
    string.Create(
        CultureInfo.InvariantCulture,
        $"{released.Transitions.Count} transitions of {released.Transitions[0].Length} numbers, rank {facts.Rank}; peak displacement "
            + $"{facts.PeakDisplacement:F2}; loop closure error {facts.LoopClosureError:F6}"
    )
);

var ml = new MLContext(seed: 1);
var hearts = ml.Gan.SampleLatents(quick ? 2 : 1, network, seed: 1);
var time = Named(ReleasedDirections.TimeName);
foreach (var motion in new Trajectory[] { new EdToEs(time), new FrameToFrame(released.Transitions) })
{
    using var beat = Start()
        .Append(ml.Gan.ApplyTrajectory("Path", motion, "W", frames))
        .Append(ml.Gan.GenerateCines("Cine", network, "Path", new NetworkOptions { BatchSize = 4 }))
        .Fit(hearts);
    float[][] cines = [.. beat.Transform(hearts).GetColumn<float[]>("Cine")];
    foreach (var (i, cine) in cines.Index())
        Animations.SaveGif(Images(cine), GrayRange.Signed, 40, Path.Combine(output, $"{motion.Kind.Word()}-{i:d2}.gif"));
    var change = cines.Average(c => Enumerable.Range(1, frames - 1).Average(t => Difference(Images(c)[t], Images(c)[t - 1])));
    Console.WriteLine(
        string.Create(
            CultureInfo.InvariantCulture,
            $"{motion.Kind.Word()}: {cines.Length} cines of {frames} frames, mean change between frames {change:F4}"
        )
    );
}

foreach (var name in new[] { "sphericity_index", "lv_area" })
{
    var sweep = new GuidanceSweep(Named(name));
    GrayImage[][] columns = [.. sweep.Steps.Select(c => At(Named(name), (float)c))];
    PngPictures.SaveGrid(
        [.. Enumerable.Range(0, columns[0].Length).SelectMany(heart => columns.Select(c => c[heart]))],
        columns.Length,
        GrayRange.Signed,
        Path.Combine(output, name + ".png")
    );
    var change = columns[0].Zip(columns[^1], Difference).Average();
    Console.WriteLine(
        string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {columns.Sum(c => c.Length)} images, c from {sweep.Steps[0]:F0} to {sweep.Steps[^1]:F0}, mean change between "
                + $"ends {change:F4}"
        )
    );
}

// z -> w, then w - 0.7 time: near end-diastole.
EstimatorChain<MoveAlongTransformer> Start() =>
    ml.Gan.MapLatents("W", network, "Z", truncationPsi: 0.7f).Append(ml.Gan.MoveAlong("W", time, -(float)EdToEs.PublishedStartOffset));

GrayImage[] At(float[] direction, float c)
{
    using var guided = Start().Append(ml.Gan.MoveAlong("W", direction, c)).Append(ml.Gan.GenerateImages("Image", network, "W")).Fit(hearts);
    return [.. guided.Transform(hearts).GetColumn<float[]>("Image").Select(i => Images(i)[0])];
}

float[] Named(string name) =>
    released.Named.Names.Contains(name)
        ? released.Named.Directions[released.Named.Names.ToList().IndexOf(name)]
        : throw new InputException(paths[0], name + ".npy", "none", "give the folder of GANcMRI's directions");

// Frames of one channel; of colour images the first.
GrayImage[] Images(float[] values) =>
    [.. values.Chunk(shape.Channels * side * side).Select(i => new GrayImage(side, side, i[..(side * side)]))];

static double Difference(GrayImage a, GrayImage b) => a.Pixels.Zip(b.Pixels, (x, y) => Math.Abs((double)x - y)).Average();

// Also the way to a random network of the released directions' size: new GeneratorOptions { Resolution = 256 }.
static string RandomNetwork(string path)
{
    using var random = new torch.Generator(1, torch.CPU);
    using var generator = new StyleGan2Generator(
        new GeneratorOptions
        {
            Resolution = 16,
            ZDim = 16,
            WDim = 16,
            MappingLayers = 2,
            ChannelBase = 128,
            ChannelMax = 16,
        },
        random
    );
    NetworkFile.Save(path, generator);
    return path;
}

// As released: 9 transitions, of rank 4 after the correction, and three named directions.
static ReleasedDirections RandomDirections()
{
    var random = new Random(1);
    float[] Vector() => [.. Enumerable.Range(0, 16).Select(_ => (float)(random.NextDouble() - 0.5))];
    var corrected = new PcaCorrection(CorrectionMode.Residual, 4).Apply([.. Enumerable.Range(0, 9).Select(_ => Vector())]);
    return new ReleasedDirections(
        corrected.Transitions,
        new DirectionSet(["lv_area", "sphericity_index", "time"], [Vector(), Vector(), Vector()]),
        6,
        0
    );
}
