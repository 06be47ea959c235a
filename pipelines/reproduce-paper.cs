#!/usr/bin/env dotnet
#:project ../src/GanCmri.Reports/GanCmri.Reports.csproj
#:property NeedsLibTorch=true
#:property PublishAot=false
#:property ConcurrentGarbageCollection=false
// The paper's evaluation on the cines at hand (Vukadinovic et al., PMLR 225, 2023): latents of every frame, ED-to-ES, frame-to-frame and
// periodic trajectories with every patient held out in turn, clip distances of all sets, LV area curves against the real ones, and
// dropped frames restored.
//
//   dotnet run -c Release pipelines/reproduce-paper.cs -- DATA OUT [MODELS] [--space w+]
//   dotnet run -c Release pipelines/reproduce-paper.cs -- --quick OUT     (phantom cines, a few steps)
//
// DATA: cines (DICOM, NIfTI) of four patients or more, or a frame store made by gancmri dataset. MODELS: folder with generator,
// discriminator and encoder; the shipped ones by default. OUT: frames, latents and the results; the same command resumes. --space w+:
// a latent for every layer of a frame instead of one for all.
//
// Expected:
//   # cines of # patients, in which the LV is at least half as large as in the patient's largest slice
//   reconstruction: clip distance #, area RMSE # % of EDA (# to #), FAC error # points
//   ed-to-es: clip distance #, area RMSE # % of EDA (# to #), FAC error # points
//   frame-to-frame: clip distance #, area RMSE # % of EDA (# to #), FAC error # points
//   frame-to-frame, pca: clip distance #, area RMSE # % of EDA (# to #), FAC error # points
//   periodic: clip distance #, area RMSE # % of EDA (# to #), FAC error # points
//   ed-to-es, own: clip distance #, area RMSE # % of EDA (# to #), FAC error # points
//   periodic, own: clip distance #, area RMSE # % of EDA (# to #), FAC error # points
//   periodic: area RMSE # % of EDA (# to #) less than ed-to-es's, pairs of cines
//   periodic: area RMSE # % of EDA (# to #) less than frame-to-frame's, pairs of cines
//   periodic, own: area RMSE # % of EDA (# to #) less than ed-to-es's, pairs of cines
//   periodic, own: area RMSE # % of EDA (# to #) less than frame-to-frame's, pairs of cines
//   pixels: SSIM #, moving tissue RMSE #
//   pixels, cubic: SSIM #, moving tissue RMSE #
//   t-pca: SSIM #, moving tissue RMSE #
//   periodic: SSIM #, moving tissue RMSE #
//   t-pca + detail: SSIM #, moving tissue RMSE #
//   periodic + detail: SSIM #, moving tissue RMSE #
using System.Globalization;
using GanCmri.Evaluation;
using GanCmri.Imaging;
using GanCmri.Imaging.Phantom;
using GanCmri.Imaging.Store;
using GanCmri.Imaging.Subjects;
using GanCmri.Latents;
using GanCmri.Networks.Weights;
using GanCmri.Phenotypes;
using GanCmri.Reports.Comparison;
using GanCmri.Runtime;
using GanCmri.Studies.Comparison;
using GanCmri.Studies.Projections;
using GanCmri.Trajectories.Tables;

var space = LatentSpace.W;
if (args is [.., "--space", "w+"])
    (space, args) = (LatentSpace.WPlus, args[..^2]);
if (args.Length is < 2 or > 3)
{
    Console.Error.WriteLine("usage: dotnet run pipelines/reproduce-paper.cs -- DATA OUT [MODELS] [--space w+]");
    return 2;
}

InputException.EndsProcess();
LibTorch.TuneAllocator();
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var quick = args[0] == "--quick";
string At(string name) => Path.Combine(args[1], name);
var models = args.Length > 2 ? ModelFolder.Of(args[2]) : ModelFolder.Fast;
var log = new Log();
var frames = File.Exists(Path.Combine(args[0], "dataset.json")) ? args[0] : At("frames");
if (quick)
    PhantomFolder.Write(new PhantomPopulation(new PhantomOptions { Field = PhantomField.Crop128 }, seed: 1), subjects: 4, At("phantoms"));
if (!File.Exists(Path.Combine(frames, "dataset.json")))
{
    var cines = quick ? At("phantoms") : args[0];
    DatasetBuilder.Build(CineReader.Stacks(cines), SubjectLinks.Below(cines), frames, new DatasetOptions(), log);
}

FrameProjection.Run(
    new FrameProjectionOptions
    {
        Network = models.Generator,
        Encoder = models.Encoder,
        Data = frames,
        Output = At("latents.csv"),
        Projector = new ProjectorOptions { Steps = quick ? 1 : 60, Space = space },
    },
    log
);

using var store = FrameStore.Open(frames);
using var generator = NetworkFile.LoadGenerator(models.Generator);
using var segmenter = Segmenter.Shipped(TorchSharp.torch.CPU);
var latents = LatentCsv.Read(At("latents.csv"));
var projected = RealCine.Join(store, latents);
var compared = quick ? RealCine.Join(store, latents with { Frames = [.. latents.Frames.Where(f => f.Frame % 2 == 0)] }) : projected;
var options = new TrajectoryComparisonOptions
{
    LeastAreaShare = 0.5, // neither base nor apex
    Evaluation = quick ? new EvaluationOptions { Resamples = 0, Splits = 2 } : new EvaluationOptions(),
};
var result = new TrajectoryComparison(generator, segmenter, options).Run(compared, log);
var restored = SuperResolutionComparison.Run(generator, quick ? [.. projected.Take(2)] : projected, log);
TrajectoryComparisonReport.Write(At("results"), result, restored);

Console.WriteLine(
    $"{result.Sets[0].Cines.Count} cines of {result.Sets[0].Cines.Select(c => c.Subject).Distinct().Count()} patients, "
        + "in which the LV is at least half as large as in the patient's largest slice"
);
foreach (var set in result.Sets.Skip(1))
{
    var (rmse, fac) = (result.Mean(set, e => e.RmsePercent), result.Mean(set, e => e.FacError));
    Console.WriteLine(
        $"{set.Name}: clip distance {result.Distance(result.Sets[0], set).Value:f3}, area RMSE {rmse.Estimate:f1} % of EDA "
            + $"({rmse.Lower:f1} to {rmse.Upper:f1}), FAC error {fac.Estimate:f1} points"
    );
}

var published = result.Sets.Where(s => s.Name is "ed-to-es" or "frame-to-frame").ToArray();
foreach (var set in result.Sets.Where(s => s.Name is "periodic" or "periodic, own"))
{
    foreach (var other in published)
    {
        var less = result.Difference(other, set, e => e.RmsePercent);
        Console.WriteLine(
            $"{set.Name}: area RMSE {less.Estimate:f1} % of EDA ({less.Lower:f1} to {less.Upper:f1}) "
                + $"less than {other.Name}'s, pairs of cines"
        );
    }
}

foreach (var method in restored.GroupBy(r => r.Method))
    Console.WriteLine($"{method.Key}: SSIM {method.Average(r => r.Ssim):f3}, moving tissue RMSE {method.Average(r => r.MovingRmse):f3}");
return 0;

internal sealed class Log : IProgress<StageProgress>
{
    private long _tenth = -1;

    public void Report(StageProgress value)
    {
        if (value.Total == 0 || 10 * value.Done / value.Total == _tenth)
            return;
        _tenth = 10 * value.Done / value.Total;
        Console.Error.WriteLine($"{value.Stage}: {value.Done}/{value.Total} {value.Unit}");
    }
}
