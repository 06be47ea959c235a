#!/usr/bin/env dotnet
#:project ../src/GanCmri.Detection/GanCmri.Detection.csproj
#:property NeedsLibTorch=true
#:property PublishAot=false
// ML.NET's own object detection learns to box the ventricles of synthetic hearts, whose boxes come from the segmenter.
//
//   dotnet run pipelines/detect-ventricles.cs [-- --quick]
//
// It starts from random weights and so learns little in the minutes it takes: give FromScratch = false where aka.ms can be reached.
using GanCmri.Detection;
using GanCmri.Learning;
using GanCmri.Runtime;
using Microsoft.ML;
using Microsoft.ML.Data;

var quick = args.Contains("--quick");
var ml = new MLContext(seed: 1);
var generator = ShippedModels.File("sax64", "generator.safetensors");
var latents = ml.Gan.SampleLatents(quick ? 4 : 48, generator, seed: 1);
using var made = ml
    .Gan.MapLatents("W", generator, "Z", truncationPsi: 0.7f)
    .Append(ml.Gan.GenerateImages("Image", generator, "W"))
    .Fit(latents);
var hearts = ml.Gan.BoxVentricles(made.Transform(latents));
Console.WriteLine(
    $"{hearts.GetRowCount()} hearts, the first {hearts.GetColumn<MLImage>("Picture").First().Width} pixels wide, "
        + $"boxes {string.Join(" ", hearts.GetColumn<float[]>("Boxes").First())}"
);

var learnt = new DetectionOptions
{
    FromScratch = true,
    LearningRate = 0.05,
    Epochs = quick ? 1 : 12,
    ScoreThreshold = quick ? 0.001 : 0.05,
};
var detector = ml.Gan.DetectVentricles(learnt).Fit(hearts);
var path = Path.Combine(Directory.CreateTempSubdirectory("gancmri-detector-").FullName, "detector.zip");
ml.Model.Save(detector, hearts.Schema, path);
var found = ml.Gan.LoadDetector(path).Transform(hearts);
var boxes = found.GetColumn<float[]>("PredictedBoundingBoxes").ToArray();
Console.WriteLine($"saved ({new FileInfo(path).Length / 1000000} MB), loaded, {boxes.Sum(b => b.Length / 4)} boxes found");

// How well the best box of each heart lies on a ventricle: intersection over union, 1 is perfect.
var overlaps = boxes
    .Zip(hearts.GetColumn<float[]>("Boxes"), (b, truth) => b.Length < 4 ? 0 : truth.Chunk(4).Max(t => Overlap(b[..4], t)))
    .ToArray();
Console.WriteLine(FormattableString.Invariant($"mean overlap of the best box with a ventricle: {overlaps.Average():F2}"));

static float Overlap(float[] a, float[] b)
{
    static float Area(float[] box) => Math.Max(0, box[2] - box[0]) * Math.Max(0, box[3] - box[1]);
    var both = Area([Math.Max(a[0], b[0]), Math.Max(a[1], b[1]), Math.Min(a[2], b[2]), Math.Min(a[3], b[3])]);
    return both / (Area(a) + Area(b) - both);
}
