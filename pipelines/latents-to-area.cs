#!/usr/bin/env dotnet
#:project ../src/GanCmri/GanCmri.csproj
#:property NeedsLibTorch=true
#:property PublishAot=false
// How much of LV area can be read from the latent alone? ML.NET's SDCA regression from latents to the area measured on the images,
// cross-validated by subject: four frames of one heart never lie on both sides of a split.
//
//   dotnet run pipelines/latents-to-area.cs [-- --quick]
//
// Expected:
//   # frames of # hearts measured
//   By-subject R² # (95 % CI # to #), mean absolute error # mm²
using System.Globalization;
using GanCmri.Learning;
using GanCmri.Runtime;
using GanCmri.Statistics;
using GanCmri.Trajectories.Motion;
using Microsoft.ML;
using Microsoft.ML.Data;

InputException.EndsProcess();
LibTorch.TuneAllocator();
var quick = args.Contains("--quick");
var generator = ModelFolder.Shipped.Generator;
var motion = TrajectoryFile.Read(ModelFolder.Shipped.EdToEs).Trajectory;
var ml = new MLContext(seed: 1);

// Four frames of each heart, from end-diastole to end-systole and back.
var hearts = ml.Gan.SampleLatents(quick ? 30 : 400, generator, seed: 1);
using var beat = ml
    .Gan.MapLatents("W", generator, "Z", truncationPsi: 0.8f)
    .Append(ml.Gan.ApplyTrajectory("Path", motion, "W", frames: 4))
    .Fit(hearts);
var latents = ml.Gan.SplitFrames(beat.Transform(hearts), "Latent", "Path");
using var measure = ml.Gan.GenerateImages("Image", generator, "Latent").Append(ml.Gan.MeasurePhenotypes("Image")).Fit(latents);
var measured = ml.Data.FilterRowsByMissingValues(ml.Data.Cache(measure.Transform(latents), "Subject", "Latent", "LvAreaMm2"), "LvAreaMm2");
Console.WriteLine(
    string.Create(
        CultureInfo.InvariantCulture,
        $"{measured.GetColumn<float>("LvAreaMm2").Count()} frames of {measured.GetColumn<string>("Subject").Distinct().Count()} hearts "
            + $"measured"
    )
);

// The trainer goes over the rows many times: the cache above keeps the generator from running again.
var regression = ml
    .Transforms.NormalizeMeanVariance("Latent")
    .Append(ml.Regression.Trainers.Sdca("LvAreaMm2", "Latent", maximumNumberOfIterations: 100));
var folds = ml.Regression.CrossValidate(measured, regression, numberOfFolds: 5, "LvAreaMm2", samplingKeyColumnName: "Subject");
var held = folds.SelectMany(f => ml.Data.CreateEnumerable<Scored>(f.ScoredHoldOutSet, reuseRowObject: false)).ToArray();
var interval = Bootstrap.Interval([.. held.Select(s => s.Subject)], RSquared); // whole hearts are resampled
Console.WriteLine(
    string.Create(
        CultureInfo.InvariantCulture,
        $"By-subject R² {interval.Estimate:F2} (95 % CI {interval.Lower:F2} to {interval.Upper:F2}), mean absolute error "
            + $"{held.Average(s => Math.Abs(s.Score - s.LvAreaMm2)):F0} mm²"
    )
);

double RSquared(int[] rows)
{
    var mean = rows.Average(i => held[i].LvAreaMm2);
    return 1 - rows.Sum(i => Math.Pow(held[i].Score - held[i].LvAreaMm2, 2)) / rows.Sum(i => Math.Pow(held[i].LvAreaMm2 - mean, 2));
}

internal sealed class Scored
{
    public string Subject { get; set; } = "";

    public float LvAreaMm2 { get; set; }

    public float Score { get; set; }
}
