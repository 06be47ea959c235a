// A heart of a seed, measured, over HTTP.
using GanCmri.Learning;
using GanCmri.Runtime;
using Microsoft.ML;

var app = WebApplication.CreateBuilder(args).Build();
app.MapGet(
    "/heart",
    (int seed) =>
    {
        var ml = new MLContext(seed: 1);
        var generator = ShippedModels.File("sax64", "generator.safetensors");
        var z = ml.Gan.SampleLatents(1, generator, seed);
        var steps = ml
            .Gan.MapLatents("W", generator, "Z", truncationPsi: 0.7f)
            .Append(ml.Gan.GenerateImages("Image", generator, "W"))
            .Append(ml.Gan.MeasurePhenotypes("Image"));
        using var model = steps.Fit(z);
        return new { seed, lvAreaMm2 = ml.Data.CreateEnumerable<Answer>(model.Transform(z), reuseRowObject: false).Single().LvAreaMm2 };
    }
);
app.Run();

internal sealed class Answer
{
    public float LvAreaMm2 { get; set; }
}
