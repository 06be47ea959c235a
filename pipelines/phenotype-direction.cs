#!/usr/bin/env dotnet
#:project ../src/GanCmri/GanCmri.csproj
#:property NeedsLibTorch=true
#:property PublishAot=false
// Guided generation: learn from hearts made at random in which direction of latent space the left ventricle grows, then move new
// hearts along it and measure what comes out (Vukadinovic et al., PMLR 225, 2023).
//
//   dotnet run pipelines/phenotype-direction.cs [-- --quick]
//
// Expected:
//   One step changes LV area by # mm² (R² #).
//   c = #: # mm²
//   LV area rises with c in # of # hearts; median r #.
using GanCmri.Learning;
using GanCmri.Runtime;
using GanCmri.Statistics;
using Microsoft.ML;
using Microsoft.ML.Data;

InputException.EndsProcess();
LibTorch.TuneAllocator();
var quick = args.Contains("--quick");
var generator = ModelFolder.Shipped.Generator;
var ml = new MLContext(seed: 1);

// Hearts at random, and the LV area measured on their images.
var hearts = ml.Gan.SampleLatents(quick ? 48 : 300, generator, seed: 1);
var measure = ml
    .Gan.MapLatents("W", generator, "Z", truncationPsi: 0.8f)
    .Append(ml.Gan.GenerateImages("Image", generator, "W"))
    .Append(ml.Gan.MeasurePhenotypes("Image"))
    .AppendCacheCheckpoint(ml)
    .Append(ml.Gan.PhenotypeDirection("Position", "LvAreaMm2", "W"));
using var fitted = measure.Fit(hearts);
var direction = fitted.LastTransformer;
Console.WriteLine(
    FormattableString.Invariant(
        $"One step changes LV area by {direction.Calibration.Slope:F0} mm² (R² {direction.Calibration.RSquared:F2})."
    )
);

// New hearts, every one at every step.
var fresh = ml.Gan.SampleLatents(quick ? 8 : 60, generator, seed: 2);
double[] steps = [.. Enumerable.Range(0, quick ? 6 : 11).Select(i => -2 + i * (quick ? 1 : 0.5))];
var areas = steps.Select(Areas).ToArray();
for (var i = 0; i < steps.Length; i++)
    Console.WriteLine(FormattableString.Invariant($"c = {steps[i], 4:F1}: {Summary.Of(areas[i]).Median:F0} mm²"));
double[] r = [.. Enumerable.Range(0, areas[0].Length).Select(heart => Correlation.Pearson(steps, [.. areas.Select(a => a[heart])]).R)];
Console.WriteLine(
    FormattableString.Invariant($"LV area rises with c in {r.Count(v => v > 0)} of {r.Length} hearts; median r {Summary.Of(r).Median:F2}.")
);

double[] Areas(double c)
{
    var guide = ml
        .Gan.MapLatents("W", generator, "Z", truncationPsi: 0.8f)
        .Append(ml.Gan.MoveAlong("W", direction.Direction.Vector, (float)c))
        .Append(ml.Gan.GenerateImages("Image", generator, "W"))
        .Append(ml.Gan.MeasurePhenotypes("Image"));
    using var model = guide.Fit(fresh);
    return [.. model.Transform(fresh).GetColumn<float>("LvAreaMm2").Select(v => (double)v)];
}
