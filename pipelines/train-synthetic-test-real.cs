#!/usr/bin/env dotnet
#:project ../src/GanCmri/GanCmri.csproj
#:property NeedsLibTorch=true
#:property PublishAot=false
// Does a model that learnt from synthetic hearts hold on others? LV area is told from wall thickness, shape and brightness: trained on
// generated hearts and tested on phantoms (digital stand-ins for real frames, which do not ship), and the reverse, beside both kinds by
// themselves. Put ml.Gan.LoadFrames(STORE) of your own frames in the place of the phantoms.
//
//   dotnet run pipelines/train-synthetic-test-real.cs [-- --quick]
//
// Expected:
//   Trained on real, tested on real: r # (95 % CI # to #), # subjects
//   Trained on synthetic, tested on real: r # (95 % CI # to #), # subjects
//   Trained on real, tested on synthetic: r # (95 % CI # to #), # subjects
//   Trained on synthetic, tested on synthetic: r # (95 % CI # to #), # subjects
using System.Globalization;
using GanCmri.Learning;
using GanCmri.Learning.Networks;
using GanCmri.Runtime;
using Microsoft.ML;

InputException.EndsProcess();
LibTorch.TuneAllocator();
var quick = args.Contains("--quick");
var generator = ModelFolder.Shipped.Generator;
var ml = new MLContext(seed: 1);
var measures = new MeasurePhenotypesOptions { OutputColumnPrefix = "Measured" };
string[] kept =
[
    "Subject",
    "MeasuredLvAreaMm2",
    "MeasuredWallThicknessMm",
    "MeasuredSphericityIndex",
    "MeasuredCavityIntensity",
    "MeasuredMyocardialIntensity",
];

// One end-diastolic frame a phantom, 1 row in 20.
var phantoms = ml.Data.FilterRowsByColumn(ml.Gan.LoadPhantom(quick ? 40 : 300, seed: 1), "Frame", lowerBound: 0, upperBound: 1);
var hearts = ml.Gan.SampleLatents(quick ? 40 : 300, generator, seed: 1);
using var ofPhantoms = ml.Gan.MeasurePhenotypes("Image", measures).Fit(phantoms);
using var ofHearts = ml
    .Gan.MapLatents("W", generator, "Z", truncationPsi: 0.8f)
    .Append(ml.Gan.GenerateImages("Image", generator, "W"))
    .Append(ml.Gan.MeasurePhenotypes("Image", measures))
    .Fit(hearts);

IDataView Measured(IDataView rows) => ml.Data.FilterRowsByMissingValues(ml.Data.Cache(rows, kept), kept[1..]);
var trainer = ml
    .Transforms.Concatenate("Features", kept[2..])
    .Append(ml.Transforms.NormalizeMeanVariance("Features"))
    .Append(ml.Regression.Trainers.FastTree("MeasuredLvAreaMm2", numberOfLeaves: 8, minimumExampleCountPerLeaf: 3));
var rows = ml.Gan.TrainSyntheticTestReal(
    Measured(ofPhantoms.Transform(phantoms)),
    Measured(ofHearts.Transform(hearts)),
    trainer,
    "MeasuredLvAreaMm2"
);
foreach (var row in rows.Where(r => r.Metric == "r"))
    Console.WriteLine(
        string.Create(
            CultureInfo.InvariantCulture,
            $"Trained on {row.TrainedOn}, tested on {row.TestedOn}: r {row.Value:F2} (95 % CI {row.Lower:F2} to {row.Upper:F2}), "
                + $"{row.Subjects} subjects"
        )
    );
