// ML.NET's image transforms (SkiaSharp 2.88) in one process with GanCmri: pictures read, and hearts as MLImage columns and back.
using GanCmri.Imaging;
using GanCmri.Imaging.Pictures;
using GanCmri.Learning;
using GanCmri.Runtime;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using ColorBits = Microsoft.ML.Transforms.Image.ImagePixelExtractingEstimator.ColorBits;

var folder = Directory.CreateTempSubdirectory("gancmri-images-").FullName;
PngPictures.SavePng(new GrayImage(12, 12, new float[144]), GrayRange.Signed, Path.Combine(folder, "a.png"));
var ml = new MLContext(seed: 1);
var generator = ShippedModels.File("sax64", "generator.safetensors");
var rows = ml.Data.LoadFromEnumerable([new Row { File = "a.png" }]);
var read = ml
    .Transforms.LoadImages("Image", folder, "File")
    .Append(ml.Transforms.ResizeImages("Image", 12, 12))
    .Append(ml.Transforms.ExtractPixels("Pixels", "Image"));
Console.WriteLine($"{read.Fit(rows).Transform(rows).GetColumn<float[]>("Pixels").Single().Length} values of 12 x 12 pixels");

// [-1, 1] to an MLImage of 8 bits, red, green and blue alike, and one of its colours back. ML.NET scales before it subtracts there, and
// subtracts first here.
var hearts = ml.Gan.SampleLatents(4, generator, seed: 1);
var steps = ml
    .Gan.MapLatents("W", generator, "Z", truncationPsi: 0.7f)
    .Append(ml.Gan.GenerateImages("Image", generator, "W"))
    .Append(ml.Gan.MeasurePhenotypes("Image"))
    .Append(ml.Transforms.Concatenate("Rgb", "Image", "Image", "Image"))
    .Append(ml.Transforms.ConvertToImage(64, 64, "Picture", "Rgb", ColorBits.Rgb, scaleImage: 127.5f, offsetImage: -127.5f))
    .Append(ml.Transforms.ExtractPixels("Again", "Picture", ColorBits.Red, offsetImage: 127.5f, scaleImage: 1 / 127.5f))
    .Append(ml.Gan.MeasurePhenotypes("Again", new() { OutputColumnPrefix = "Again" }));
using var model = steps.Fit(hearts);
var made = model.Transform(hearts);
var pixels = made.GetColumn<float[]>("Image")
    .Zip(made.GetColumn<float[]>("Again"), (a, b) => a.Zip(b, (x, y) => Math.Abs(Math.Clamp(x, -1, 1) - y)).Max())
    .Max();
var areas = made.GetColumn<float>("LvAreaMm2").Zip(made.GetColumn<float>("AgainLvAreaMm2"), (a, b) => Math.Abs(a - b) / a).Max();
if (!(made.Schema["Picture"].Type is ImageDataViewType && pixels < 1 / 127.5 && areas < 0.01))
    throw new InvalidOperationException($"pixels {pixels}, areas {areas}");
Console.WriteLine($"4 hearts as MLImage and back: pixels within {pixels:F4}, LV areas within {100 * areas:F2} %");

internal sealed class Row
{
    public string File { get; set; } = "";
}
