#!/usr/bin/env dotnet
#:project ../src/GanCmri/GanCmri.csproj
#:property NeedsLibTorch=true
#:property PublishAot=false
// Train, save, load and serve: a model that measures a heart crop and corrects the measurement is trained on phantoms with known
// truth, saved by ML.NET, loaded again as a service would, and asked about one frame.
//
//   dotnet run pipelines/save-and-serve.cs [-- --quick] [DICOM-FOLDER]
//
// Expected:
//   Saved model.zip (# kB, the segmenter's weights in it)
//   Served one frame: measured # mm², corrected # mm², truth # mm²
using GanCmri.Imaging.Phantom;
using GanCmri.Learning;
using GanCmri.Runtime;
using Microsoft.ML;
using Microsoft.ML.Data;

InputException.EndsProcess();
LibTorch.TuneAllocator();
var quick = args.Contains("--quick");
var cine = args.FirstOrDefault(a => !a.StartsWith("--", StringComparison.Ordinal));
var ml = new MLContext(seed: 1);

// Train: the truth from the measured area and axes.
var frames = ml.Gan.LoadPhantom(subjects: quick ? 3 : 40, seed: 1, new PhantomOptions { Phases = 20 });
var train = ml
    .Transforms.CopyColumns("Truth", "LvAreaMm2")
    .Append(ml.Gan.MeasurePhenotypes("Image"))
    .Append(ml.Transforms.ReplaceMissingValues([new("LvAreaMm2"), new("MajorAxisMm"), new("MinorAxisMm")]))
    .Append(ml.Transforms.Concatenate("Features", "LvAreaMm2", "MajorAxisMm", "MinorAxisMm"))
    .Append(ml.Transforms.NormalizeMinMax("Features"))
    .AppendCacheCheckpoint(ml)
    .Append(ml.Regression.Trainers.Sdca("Truth"));
var path = Path.Combine(Directory.CreateTempSubdirectory("gancmri-serve-").FullName, "model.zip");
using (var model = train.Fit(frames))
    ml.Model.Save(model, frames.Schema, path);
Console.WriteLine(FormattableString.Invariant($"Saved model.zip ({new FileInfo(path).Length / 1024} kB, the segmenter's weights in it)"));

// Serve: usually another process. A frame of the given cine, or of a phantom the model has not seen.
var service = new MLContext();
var served = service.Gan.LoadModel(path);
using var engine = service.Model.CreatePredictionEngine<Frame, Answer>(served);
var input = cine is null ? service.Gan.LoadPhantom(1, seed: 2) : service.Gan.LoadCine(cine);
var image = input.GetColumn<float[]>("Image").First();
var answer = engine.Predict(new Frame { Image = image });
var truth = cine is null ? FormattableString.Invariant($", truth {input.GetColumn<float>("LvAreaMm2").First():F0} mm²") : "";
Console.WriteLine(
    FormattableString.Invariant($"Served one frame: measured {answer.LvAreaMm2:F0} mm², corrected {answer.Score:F0} mm²") + truth
);

internal sealed class Frame
{
    [VectorType(1, 64, 64)]
    public float[] Image { get; set; } = [];

    public float LvAreaMm2 { get; set; }
}

internal sealed class Answer
{
    public float LvAreaMm2 { get; set; }

    public float Score { get; set; }
}
