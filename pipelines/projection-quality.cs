#!/usr/bin/env dotnet
#:project ../src/GanCmri.Reports/GanCmri.Reports.csproj
#:property NeedsLibTorch=true
#:property PublishAot=false
#:property ConcurrentGarbageCollection=false
// How good projection is for its time: real frames projected by StyleGAN2's 1,000 steps, and by few steps from the encoder's latents or
// from the mean w. Writes frames.csv, summary.csv and quality-time.png.
//
//   dotnet run -c Release pipelines/projection-quality.cs -- DATA OUT [FRAMES]
//   dotnet run -c Release pipelines/projection-quality.cs -- --quick OUT     (phantom frames, a few steps)
//
// DATA: frame store made by gancmri dataset. FRAMES: of each patient, 6 by default: twenty minutes on one quiet core for four patients.
//
// Expected:
//   reference, # steps: MSE # (# to #), SSIM #, # processor s a frame
//   LV area: median error # %, bias # mm² (limits # to #), r # (# to #), n #
//   reference without noise maps, # steps: MSE # (# to #), SSIM #, # processor s a frame
//   LV area: median error # %, bias # mm² (limits # to #), r # (# to #), n #
//   encoder, # steps: MSE # (# to #), SSIM #, # processor s a frame
//   LV area: median error # %, bias # mm² (limits # to #), r # (# to #), n #
//   mean w, # steps: MSE # (# to #), SSIM #, # processor s a frame
//   LV area: median error # %, bias # mm² (limits # to #), r # (# to #), n #
//   encoder, W+, # steps: MSE # (# to #), SSIM #, # processor s a frame
//   LV area: median error # %, bias # mm² (limits # to #), r # (# to #), n #
using System.Globalization;
using GanCmri.Imaging;
using GanCmri.Imaging.Phantom;
using GanCmri.Imaging.Store;
using GanCmri.Imaging.Subjects;
using GanCmri.Latents.Encoding;
using GanCmri.Networks.Weights;
using GanCmri.Phenotypes;
using GanCmri.Reports.Reconstruction;
using GanCmri.Runtime;
using GanCmri.Studies.Reconstruction;

if (args.Length is < 2 or > 3)
{
    Console.Error.WriteLine("usage: dotnet run pipelines/projection-quality.cs -- DATA OUT [FRAMES]");
    return 2;
}

InputException.EndsProcess();
LibTorch.TuneAllocator();
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var quick = args[0] == "--quick";
var data = args[0];
if (quick)
{
    data = Path.Combine(args[1], "frames");
    var phantoms = Path.Combine(args[1], "phantoms");
    PhantomFolder.Write(new PhantomPopulation(new PhantomOptions { Field = PhantomField.Crop128 }, seed: 1), subjects: 2, phantoms);
    DatasetBuilder.Build(CineReader.Stacks(phantoms), SubjectLinks.Below(phantoms), data, new DatasetOptions());
}

var models = ModelFolder.Fast;
using var store = FrameStore.Open(data);
using var generator = NetworkFile.LoadGenerator(models.Generator);
using var encoder = Encoder.Load(models.Encoder, TorchSharp.torch.CPU);
using var segmenter = Segmenter.Shipped(TorchSharp.torch.CPU);
var perPatient = quick ? 3 : 6;
if (args.Length > 2 && !(int.TryParse(args[2], CultureInfo.InvariantCulture, out perPatient) && perPatient > 0))
    throw new InputException("FRAMES", "a whole number of frames above 0", $"'{args[2]}'", "correct it");
var frames = ProjectionComparison.Choose(store, perPatient);
var methods = quick ? ProjectionMethod.Standard([2], referenceSteps: 2) : ProjectionMethod.Standard([10, 30, 60, 100]);
var found = new ProjectionComparison(generator, encoder, segmenter).Run(store, frames, methods, quick ? null : new Log());
ProjectionReport.Write(args[1], found);
foreach (var s in ProjectionSummary.Of(found))
{
    Console.WriteLine(
        $"{s.Method.Name}, {s.Method.Options.Steps} steps: MSE {s.Mse.Estimate:f4} ({s.Mse.Lower:f4} to {s.Mse.Upper:f4}), SSIM "
            + $"{s.Ssim.Estimate:f3}, {s.Seconds:f2} processor s a frame"
    );
    Console.WriteLine(
        $"LV area: median error {s.AreaErrorPercent:f1} %, bias {s.Area.Bias:f0} mm² (limits {s.Area.Lower:f0} to "
            + $"{s.Area.Upper:f0}), r {s.AreaCorrelation.Estimate:f2} ({s.AreaCorrelation.Lower:f2} to "
            + $"{s.AreaCorrelation.Upper:f2}), n {s.Area.N}"
    );
}

return 0;

internal sealed class Log : IProgress<StageProgress>
{
    public void Report(StageProgress value) => Console.Error.WriteLine($"{value.Stage}: {value.Done}/{value.Total} {value.Unit}");
}
