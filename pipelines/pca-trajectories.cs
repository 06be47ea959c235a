#!/usr/bin/env dotnet
#:project ../src/GanCmri/GanCmri.csproj
#:property NeedsLibTorch=true
#:property PublishAot=false
// Motion learnt from cines: phantom cines are projected into latent space, frame-to-frame transitions are fitted with the three ways of
// correcting them by principal components, and new hearts are set in motion by each (Vukadinovic et al., PMLR 225, 2023).
//
//   dotnet run pipelines/pca-trajectories.cs [-- --quick]
//
// Expected:
//   Projected # frames, median SSIM #
//   none: loop closure #, peak displacement #; median FAC of # hearts # %
//   residual: loop closure #, peak displacement #; median FAC of # hearts # %
//   reconstruction: loop closure #, peak displacement #; median FAC of # hearts # %
using System.Globalization;
using GanCmri.Imaging.Phantom;
using GanCmri.Latents;
using GanCmri.Learning;
using GanCmri.Learning.Networks;
using GanCmri.Learning.Trajectories;
using GanCmri.Runtime;
using GanCmri.Statistics;
using GanCmri.Trajectories.Motion;
using Microsoft.ML;
using Microsoft.ML.Data;

InputException.EndsProcess();
LibTorch.TuneAllocator();
var quick = args.Contains("--quick");
var generator = ModelFolder.Fast.Generator;
var ml = new MLContext(seed: 1);

// One row a frame: Subject, Series, Frame, TimeMs, Image. For your own cines: ml.Gan.LoadCine(folder).
var frames = ml.Gan.LoadPhantom(subjects: quick ? 1 : 8, seed: 1, new PhantomOptions { Phases = 20 });
using var project = ml
    .Gan.ProjectImages("W", generator, "Image", new ProjectImagesOptions { Projector = new ProjectorOptions { Steps = quick ? 8 : 150 } })
    .Fit(frames);
var projected = ml.Data.Cache(project.Transform(frames), "Subject", "Series", "Frame", "W", "W.Ssim");
double[] ssim = [.. projected.GetColumn<float>("W.Ssim").Select(v => (double)v)];
Console.WriteLine(FormattableString.Invariant($"Projected {ssim.Length} frames, median SSIM {Summary.Of(ssim).Median:F2}"));

var hearts = ml.Gan.SampleLatents(quick ? 2 : 40, generator, seed: 1);
foreach (var mode in new[] { CorrectionMode.None, CorrectionMode.Residual, CorrectionMode.Reconstruction })
{
    using var motion = ml
        .Gan.FrameToFrame(
            "Path",
            "W",
            new FrameToFrameOptions
            {
                Correction = mode,
                Components = 8,
                Frames = 20,
            }
        )
        .Fit(projected);
    var facts = TransitionDescription.Of(motion.Transitions);
    var set = ml
        .Gan.MapLatents("W", generator, "Z", truncationPsi: 0.7f)
        .Append(ml.Gan.ApplyTrajectory("Path", motion.Trajectory, "W", frames: 20))
        .Append(ml.Gan.GenerateCines("Cine", generator, "Path"));
    using var moving = set.Fit(hearts);
    var images = ml.Gan.SplitFrames(moving.Transform(hearts), "Image", "Cine");
    using var measure = ml.Gan.MeasurePhenotypes("Image").Fit(images);
    var areas = ml.Data.CreateEnumerable<Frame>(measure.Transform(images), reuseRowObject: false);
    // NaN where no cavity was found: the frame is left out.
    double[] fac =
    [
        .. areas
            .Where(f => !float.IsNaN(f.LvAreaMm2))
            .GroupBy(f => f.Subject)
            .Select(c => 100.0 * (c.Max(f => f.LvAreaMm2) - c.Min(f => f.LvAreaMm2)) / c.Max(f => f.LvAreaMm2)),
    ];
    Console.WriteLine(
        string.Create(
            CultureInfo.InvariantCulture,
            $"{mode.ToString().ToLowerInvariant()}: loop closure {facts.LoopClosureError:F2}, peak displacement "
                + $"{facts.PeakDisplacement:F2}; median FAC of {fac.Length} hearts {Summary.Of(fac).Median:F0} %"
        )
    );
}

internal sealed class Frame
{
    public string Subject { get; set; } = "";

    public float LvAreaMm2 { get; set; }
}
