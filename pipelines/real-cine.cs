#!/usr/bin/env dotnet
#:project ../src/GanCmri.Reports/GanCmri.Reports.csproj
#:property NeedsLibTorch=true
#:property PublishAot=false
#:property ConcurrentGarbageCollection=false
// From real cines to a report, with nothing in between left out:
//   crop the hearts -> train a generator -> find the latent of every frame -> measure the frames ->
//   fit ED-to-ES and frame-to-frame trajectories and the directions of LV area and sphericity -> a synthetic cohort and its report.
//
//   dotnet run pipelines/real-cine.cs -- DATA OUT [KIMG]
//
// DATA: DICOM, NIfTI or pictures with a frames.csv, in any folders. OUT: everything made; the same command resumes.
// KIMG: thousands of training images (default 100: two hours on two cores).
using System.Globalization;
using GanCmri.Evaluation;
using GanCmri.Imaging;
using GanCmri.Imaging.Store;
using GanCmri.Imaging.Subjects;
using GanCmri.Phenotypes;
using GanCmri.Reports.Demo;
using GanCmri.Runtime;
using GanCmri.Studies;
using GanCmri.Studies.Demo;
using GanCmri.Studies.Fitting;
using GanCmri.Studies.Projections;
using GanCmri.Training;
using GanCmri.Trajectories.Motion;

if (args.Length is < 2 or > 3)
{
    Console.Error.WriteLine("usage: dotnet run pipelines/real-cine.cs -- DATA OUT [KIMG]");
    return 2;
}

InputException.EndsProcess();
LibTorch.TuneAllocator();
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var kimg = 100.0;
if (args.Length > 2 && !double.TryParse(args[2], CultureInfo.InvariantCulture, out kimg))
    throw new InputException("KIMG", "thousands of training images", $"'{args[2]}'", "correct it");
string At(string name) => Path.Combine(args[1], name);
var (frames, latents, phenotypes) = (At("frames"), At("latents.csv"), At("phenotypes.csv"));
var (models, device, log) = (new ModelFolder(At("models")), TorchDevice.Parse("auto"), new Log());
void Note(string note) => Console.Error.WriteLine("note: " + note);

if (!File.Exists(Path.Combine(frames, "dataset.json")))
    DatasetBuilder.Build(CineReader.Stacks(args[0]), SubjectLinks.Below(args[0]), frames, new DatasetOptions(), log);

using var segmenter = Segmenter.Shipped(device);
using (var store = FrameStore.Open(frames))
{
    var options = TrainingOptions.ForCpu(store.Resolution) with { TotalKimg = kimg };
    Trainer.Run(store, models.Path, options, device, GeneratorJudge.Of(store, segmenter), log);
}

FrameProjection.Run(
    new FrameProjectionOptions
    {
        Network = models.Generator,
        Discriminator = models.Discriminator,
        Data = frames,
        Output = latents,
        Quality = At("quality.csv"),
        Device = device,
    },
    log
);
var measured = MeasuredStacks.Of(CineReader.Stacks(frames), segmenter, new SegmentationOptions { Views = 1 }, progress: log);
PhenotypeTables.WriteFrames(phenotypes, measured.SelectMany(s => s));

TrajectoryFitting.Fit(latents, new TrajectoryFittingOptions { Kind = MotionKind.EdToEs }, Note).Write(models.EdToEs);
TrajectoryFitting.Fit(latents, new TrajectoryFittingOptions { Correction = CorrectionMode.None }, Note).Write(models.FrameToFrame);
foreach (
    var (column, file) in new[] { (PhenotypeRegistry.LvArea.Name, models.LvArea), (PhenotypeRegistry.Sphericity.Name, models.Sphericity) }
)
    DirectionFitting
        .Fit(
            new DirectionFittingOptions
            {
                Latents = latents,
                Phenotypes = phenotypes,
                Column = column,
            },
            Note
        )
        .Write(file);

using var loaded = HeartModels.Load(models.Path, null, device);
DemoFiles.Write(loaded, new StudyOptions(), At("cohort"), "pipelines/real-cine.cs", TimeProvider.System, log);
Console.WriteLine("report: " + At("cohort/report.html"));
return 0;

internal sealed class Log : IProgress<StageProgress>
{
    private string _last = "";

    public void Report(StageProgress value)
    {
        var line =
            value.Total == 0
                ? $"{value.Stage}: {value.Done - value.Done % 100} {value.Unit}"
                : $"{value.Stage}: {10 * value.Done / value.Total}0 % of {value.Total} {value.Unit}";
        if (line == _last)
            return;
        _last = line;
        Console.Error.WriteLine(line);
    }
}
