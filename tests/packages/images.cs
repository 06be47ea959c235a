// ML.NET's LoadImages (SkiaSharp 2.88) in one process with GanCmri.
using GanCmri.Imaging;
using GanCmri.Imaging.Pictures;
using GanCmri.Learning;
using Microsoft.ML;
using Microsoft.ML.Data;

var folder = Directory.CreateTempSubdirectory("gancmri-images-").FullName;
PngPictures.SavePng(new GrayImage(12, 12, new float[144]), GrayRange.Signed, Path.Combine(folder, "a.png"));
var ml = new MLContext(seed: 1);
_ = ml.Gan.SampleLatents(1, seed: 1).Preview();
var rows = ml.Data.LoadFromEnumerable([new Row { File = "a.png" }]);
var steps = ml.Transforms.LoadImages("Image", folder, "File").Append(ml.Transforms.ResizeImages("Image", 12, 12)).Append(ml.Transforms.ExtractPixels("Pixels", "Image"));
Console.WriteLine($"{steps.Fit(rows).Transform(rows).GetColumn<float[]>("Pixels").Single().Length} values of 12 x 12 pixels");

internal sealed class Row
{
    public string File { get; set; } = "";
}
