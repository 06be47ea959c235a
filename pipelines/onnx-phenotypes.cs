#!/usr/bin/env dotnet
#:project ../src/GanCmri/GanCmri.csproj
#:package Microsoft.ML.OnnxTransformer
#:package Microsoft.ML.OnnxRuntime
#:property NeedsLibTorch=true
#:property PublishAot=false
// Hearts made and measured by ONNX Runtime instead of libtorch: the generator and the segmenter are written as ONNX once, and ML.NET's
// ApplyOnnxModel runs them anywhere. Both ways give the same images and phenotypes; only writing the files and the comparison need
// libtorch.
//
//   dotnet run pipelines/onnx-phenotypes.cs [-- --quick]
//
// Expected:
//   # hearts with LV areas from # to # mm²
//   Largest difference of the two ways: images #, LV area # mm²
using GanCmri.Learning;
using GanCmri.Runtime;
using GanCmri.Studies.Export;
using Microsoft.ML;
using Microsoft.ML.Data;

InputException.EndsProcess();
LibTorch.TuneAllocator();
var generator = ModelFolder.Fast.Generator;
var folder = Directory.CreateTempSubdirectory("gancmri-onnx-");
string hearts = Path.Combine(folder.FullName, "hearts.onnx"),
    segmenter = Path.Combine(folder.FullName, "segmenter.onnx");
var ml = new MLContext(seed: 1);
ml.Gan.ExportOnnx(generator, hearts, new OnnxExportOptions { TruncationPsi = 0.8 }); // z -> w and image
ml.Gan.ExportOnnx(ShippedModels.Segmenter, segmenter); // image -> maps

// Columns are named as the networks name their inputs and outputs.
var noise = ml.Gan.SampleLatents(args.Contains("--quick") ? 4 : 40, generator, seed: 1, columnName: "z");
var byOnnx = ml
    .Transforms.ApplyOnnxModel("image", "z", hearts)
    .Append(ml.Transforms.ApplyOnnxModel("maps", "image", segmenter))
    .Append(ml.Gan.MeasureMaps("maps", "image"))
    .Fit(noise)
    .Transform(noise);
using var chain = ml
    .Gan.MapLatents("w", generator, "z", truncationPsi: 0.8f)
    .Append(ml.Gan.GenerateImages("image", generator, "w"))
    .Append(ml.Gan.MeasurePhenotypes("image"))
    .Fit(noise);
var byTorch = chain.Transform(noise);

var areas = byOnnx.GetColumn<float>("LvAreaMm2").ToArray();
Console.WriteLine(FormattableString.Invariant($"{areas.Length} hearts with LV areas from {areas.Min():F0} to {areas.Max():F0} mm²"));
var images = byOnnx
    .GetColumn<float[]>("image")
    .Zip(byTorch.GetColumn<float[]>("image"), (a, b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Max())
    .Max();
var area = areas.Zip(byTorch.GetColumn<float>("LvAreaMm2"), (a, b) => Math.Abs(a - b)).Max();
Console.WriteLine(FormattableString.Invariant($"Largest difference of the two ways: images {images:F6}, LV area {area:F3} mm²"));
folder.Delete(recursive: true);
