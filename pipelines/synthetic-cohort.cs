#!/usr/bin/env dotnet
#:project ../src/GanCmri/GanCmri.csproj
#:property NeedsLibTorch=true
#:property PublishAot=false
// A synthetic cohort composed from components: hearts at random, set in motion, measured in every frame, and guided in LV area
// (gancmri demo does the same with a report). Writes phenotypes.csv, guidance.csv and cines/*.gif.
//
//   dotnet run pipelines/synthetic-cohort.cs [-- --quick] [OUT]
//
// Expected:
//   # hearts in motion: median LVEDA # mm², FAC # %
//   Guidance of LV area over c in [-2, 3]: median r # (95 % CI # to #), # hearts
using System.Globalization;
using GanCmri.Imaging;
using GanCmri.Imaging.Pictures;
using GanCmri.Learning;
using GanCmri.Runtime;
using GanCmri.Statistics;
using GanCmri.Trajectories.Directions;
using GanCmri.Trajectories.Motion;
using Microsoft.Data.Analysis;
using Microsoft.ML;
using Microsoft.ML.Data;

InputException.EndsProcess();
LibTorch.TuneAllocator();
var quick = args.Contains("--quick");
var folder = args.FirstOrDefault(a => !a.StartsWith("--", StringComparison.Ordinal)) ?? "cohort";
var generator = ModelFolder.Shipped.Generator;
var edToEs = (EdToEs)TrajectoryFile.Read(ModelFolder.Shipped.EdToEs).Trajectory;
var lvArea = DirectionFile.ReadJson(ModelFolder.Shipped.LvArea).Direction;
var ml = new MLContext(seed: 1);

// Hearts at end-diastole: random latents, moved against ED-to-ES (published: 0.7).
var hearts = ml.Gan.SampleLatents(quick ? 4 : 40, generator, seed: 1);
using var sample = ml
    .Gan.MapLatents("W", generator, "Z", truncationPsi: 0.8f)
    .Append(ml.Gan.MoveAlong("W", edToEs.Direction, -(float)EdToEs.PublishedStartOffset))
    .Fit(hearts);
var diastole = ml.Data.Cache(sample.Transform(hearts), "Subject", "W");

// Their cines, measured frame by frame.
int count = quick ? 8 : 50;
using var move = ml
    .Gan.ApplyTrajectory("Path", edToEs, "W", frames: count)
    .Append(ml.Gan.GenerateCines("Cine", generator, "Path"))
    .Fit(diastole);
var cines = ml.Data.Cache(move.Transform(diastole), "Subject", "Cine");
var images = ml.Gan.SplitFrames(cines, "Image", "Cine");
using var measure = ml.Gan.MeasurePhenotypes("Image").Fit(images);
var phenotypes = ml.Gan.ToDataFrame(
    ml.Transforms.SelectColumns("Subject", "Frame", "LvAreaMm2", "SphericityIndex")
        .Fit(measure.Transform(images))
        .Transform(measure.Transform(images))
);
ml.Gan.SaveCsv(phenotypes, Path.Combine(folder, "phenotypes.csv"));
foreach (var cine in cines.GetColumn<float[]>("Cine").Take(3).Index())
{
    var side = (int)Math.Sqrt(cine.Item.Length / count);
    GrayImage[] frames = [.. cine.Item.Chunk(side * side).Select(p => new GrayImage(side, side, p))];
    Animations.SaveGif(
        frames,
        GrayRange.Signed,
        frameMs: 1000.0 / count,
        Path.Combine(folder, "cines", $"{cine.Index + 1:D4}.gif"),
        scale: 4
    );
}

// Null where no cavity was found: the frame is left out.
float[][] areas =
[
    .. Enumerable
        .Range(0, (int)phenotypes.Rows.Count)
        .Select(i => (float?)phenotypes["LvAreaMm2"][i])
        .Chunk(count)
        .Select(cine => cine.OfType<float>().ToArray())
        .Where(cine => cine.Length > 0),
];
double[] fac = [.. areas.Select(a => 100.0 * (a.Max() - a.Min()) / a.Max())];
Console.WriteLine(
    string.Create(
        CultureInfo.InvariantCulture,
        $"{areas.Length} hearts in motion: median LVEDA {Summary.Of([.. areas.Select(a => (double)a.Max())]).Median:F0} mm², FAC "
            + $"{Summary.Of(fac).Median:F0} %"
    )
);

// The same hearts, guided in LV area.
var guidance = new DataFrame(
    new StringDataFrameColumn("Subject"),
    new SingleDataFrameColumn("Step"),
    new SingleDataFrameColumn("LvAreaMm2")
);
for (var c = -2f; c <= 3; c += quick ? 1 : 0.25f)
{
    using var guide = ml
        .Gan.MoveAlong("W", lvArea.Vector, c)
        .Append(ml.Gan.GenerateImages("Image", generator, "W"))
        .Append(ml.Gan.MeasurePhenotypes("Image"))
        .Fit(diastole);
    var guided = ml.Gan.ToDataFrame(ml.Data.Cache(guide.Transform(diastole), "Subject", "LvAreaMm2"));
    for (var i = 0; i < guided.Rows.Count; i++)
        guidance.Append([guided["Subject"][i], c, guided["LvAreaMm2"][i]], inPlace: true);
}

ml.Gan.SaveCsv(guidance, Path.Combine(folder, "guidance.csv"));

// The images of one heart are not independent: r within each heart, and an interval over hearts.
double[] r =
[
    .. Enumerable
        .Range(0, (int)guidance.Rows.Count)
        .GroupBy(i => guidance["Subject"][i])
        .Select(heart =>
            Correlation
                .Pearson(
                    [.. heart.Select(i => (double)(float)guidance["Step"][i])],
                    [.. heart.Select(i => (float?)guidance["LvAreaMm2"][i] ?? double.NaN)]
                )
                .R
        )
        .Where(double.IsFinite),
];
var median = Bootstrap.Interval(r.Length, hearts => Summary.Of([.. hearts.Select(i => r[i])]).Median);
Console.WriteLine(
    string.Create(
        CultureInfo.InvariantCulture,
        $"Guidance of LV area over c in [-2, 3]: median r {median.Estimate:F2} (95 % CI {median.Lower:F2} to {median.Upper:F2}), "
            + $"{r.Length} hearts"
    )
);
