using System.CommandLine;
using System.Globalization;
using GanCmri.Evaluation;
using GanCmri.Imaging.Store;
using GanCmri.Phenotypes;
using GanCmri.Runtime;
using GanCmri.Training;

namespace GanCmri.Cli.Verbs;

/// <summary>gancmri train.</summary>
internal static class TrainVerb
{
    public static Command Build()
    {
        var usual = TrainingOptions.ForCpu(64);
        var data = new Option<string>("--data") { Description = "Frame store made by gancmri dataset.", Required = true };
        var run = new Argument<string>("RUN")
        {
            Description = "Run folder: options, log, sample grids and checkpoints. An existing run goes on where it stopped.",
        };
        var kimg = new Option<double>("--kimg")
        {
            Description = "Thousands of real images to show in all.",
            DefaultValueFactory = _ => usual.TotalKimg,
        };
        var batch = new Option<int>("--batch") { Description = "Images a step.", DefaultValueFactory = _ => usual.Batch };
        var gamma = new Option<double>("--gamma") { Description = "R1 weight.", DefaultValueFactory = _ => usual.R1Gamma };
        var rate = new Option<double>("--lr")
        {
            Description = "Learning rate of both networks; a quarter of it and less lets a run that no longer improves settle.",
            DefaultValueFactory = _ => usual.LearningRate,
        };
        var ema = new Option<double>("--ema")
        {
            Description = "Half-life of the averaged generator, thousands of images.",
            DefaultValueFactory = _ => usual.EmaKimg,
        };
        var channelBase = new Option<int>("--cbase")
        {
            Description = "Feature maps at resolution r: min(cbase / r, cmax).",
            DefaultValueFactory = _ => usual.Generator.ChannelBase,
        };
        var channelMax = new Option<int>("--cmax")
        {
            Description = "Most feature maps.",
            DefaultValueFactory = _ => usual.Generator.ChannelMax,
        };
        var latent = new Option<int>("--latent") { Description = "Length of z and w.", DefaultValueFactory = _ => usual.Generator.ZDim };
        var cutout = new Option<double>("--cutout")
        {
            Description = "Side of the random square blanked in reals and fakes, share of the image.",
            DefaultValueFactory = _ => usual.AugmentCutout,
        };
        var ada = new Option<double>("--ada")
        {
            Description = "Adaptive augmentation: wanted mean sign of D(real), e.g. 0.6; 0: fixed augmentation.",
            DefaultValueFactory = _ => usual.AdaTarget,
        };
        var vary = new Option<double>("--vary")
        {
            Description =
                "Strength of random variants of the frames (bends, turns, scale, shading) that the generator learns too: against "
                + "memorising few patients. 0: none, 1: usual.",
            DefaultValueFactory = _ => usual.Variation,
        };
        var noiseFrom = new Option<int>("--noise-from")
        {
            Description =
                "Noise only in layers of so many pixels a side and more, e.g. 64: w alone decides the shape of a heart, noise only its "
                + "grain. 0: in all, as published.",
            DefaultValueFactory = _ => usual.NoiseFrom,
        };
        var start = new Option<string?>("--start")
        {
            Description =
                "Folder with generator.safetensors and discriminator.safetensors to go on from; those of half the resolution grow.",
        };
        var tick = new Option<double>("--tick")
        {
            Description = "Thousands of images between lines of the log, grids and distances; checkpoints come every second time.",
            DefaultValueFactory = _ => usual.KimgPerTick,
        };
        var accumulate = new Option<int>("--accumulate")
        {
            Description = "Parts a step's images are computed in, one after the other, where memory is short.",
            DefaultValueFactory = _ => usual.Accumulate,
        };
        var label = new Option<string>("--label")
        {
            Description =
                "Condition on columns of the frames, joined by commas: phase, pathology, source, position (a number from 0 at the base to "
                + "1 at the apex); generate --class asks for their values.",
            DefaultValueFactory = _ => "none",
        };
        var sampling = new Option<string>("--sampling")
        {
            Description =
                "What is taken in turn: patients (each is seen equally often) or frames (patients with many are seen more often).",
            DefaultValueFactory = _ => "patients",
        };
        sampling.AcceptOnlyFromAmong("patients", "frames");
        var half = CommonOptions.BFloat16();
        var seed = CommonOptions.Seed();
        var device = CommonOptions.Device();
        var verb = new Command(
            "train",
            """
            Trains a StyleGAN2 generator on frames; the same command resumes a run that was stopped.
            Example: gancmri train runs/sax64 --data data/sax64 --kimg 300
            Grow it: gancmri train runs/sax128 --data data/sax128 --start runs/sax64 --vary 1 --kimg 100
            """
        )
        {
            run,
            data,
            kimg,
            batch,
            gamma,
            rate,
            ema,
            channelBase,
            channelMax,
            latent,
            cutout,
            ada,
            vary,
            noiseFrom,
            start,
            tick,
            accumulate,
            label,
            sampling,
            half,
            seed,
            device,
        };
        verb.SetAction(
            (parsed, cancel) =>
            {
                var place = TorchDevice.Parse(parsed.GetValue(device));
                using var store = FrameStore.Open(parsed.GetValue(data)!);
                var options = TrainingOptions.ForCpu(
                    store.Resolution,
                    parsed.GetValue(channelBase),
                    parsed.GetValue(channelMax),
                    parsed.GetValue(latent)
                ) with
                {
                    TotalKimg = parsed.GetValue(kimg),
                    Batch = parsed.GetValue(batch),
                    R1Gamma = parsed.GetValue(gamma),
                    LearningRate = parsed.GetValue(rate),
                    EmaKimg = parsed.GetValue(ema),
                    AugmentCutout = parsed.GetValue(cutout),
                    AdaTarget = parsed.GetValue(ada),
                    Variation = parsed.GetValue(vary),
                    NoiseFrom = parsed.GetValue(noiseFrom),
                    Start = parsed.GetValue(start),
                    KimgPerTick = parsed.GetValue(tick),
                    Accumulate = parsed.GetValue(accumulate),
                    Sampling = Enum.Parse<FrameSampling>(parsed.GetValue(sampling)!, ignoreCase: true),
                    BFloat16 = parsed.GetValue(half),
                    Seed = parsed.GetValue(seed),
                };
                options = Conditioned(options, store, Columns(parsed.GetValue(label)!));
                options.Validate();
                CommonOptions.NoteImitation(options.BFloat16, place);
                using var segmenter = Segmenter.Shipped(place);
                var judge = GeneratorJudge.Of(store, segmenter);
                if (judge is null)
                    Console.WriteLine(
                        "No distances to validation patients: they take 3 training and 3 validation patients with several frames each, "
                            + "and frames of 64 or 128 pixels."
                    );
                ProgressBars.Run(p => Trainer.Run(store, parsed.GetValue(run)!, options, place, judge, p, Print, cancel));
                return Task.FromResult(0);
            }
        );
        return verb;
    }

    private static FrameLabel Columns(string text) =>
        Enum.TryParse<FrameLabel>(text, ignoreCase: true, out var columns) && !text.Any(char.IsDigit)
            ? columns
            : throw new InputException(
                "--label",
                "phase, pathology, source and position, joined by commas, or none",
                $"'{text}'",
                "e.g. --label phase,position"
            );

    private static TrainingOptions Conditioned(TrainingOptions options, FrameStore store, FrameLabel label)
    {
        var labels = new FrameLabels(store.Rows, store.Indices(DataSplit.Train), label);
        if (labels.Columns.FirstOrDefault(c => c.Values.Count < 2) is { } poor)
            throw new InputException("--label", $"frames of two or more values of {poor.Name}", "one", $"leave {poor.Name} out");
        foreach (var column in labels.Columns)
            Console.WriteLine($"Conditioned on {column.Name}: {column.Choices}");
        return label == FrameLabel.None ? options : options.Conditioned(label, labels.Length);
    }

    private static void Print(TrainingTick t)
    {
        Console.Write(
            string.Create(
                CultureInfo.InvariantCulture,
                $"kimg {t.Kimg, 7:f1}  {t.ImagesPerSecond, 5:f1} img/s ({t.ImagesPerSecond * 3.6:f0} kimg/h)  G {t.GeneratorLoss:f3}  "
                    + $"D fake {t.FakeLoss:f3} real {t.RealLoss:f3}  sign {t.RealSign:f2}  spread {t.Spread:f2}"
            )
        );
        Console.WriteLine(
            t.Frechet is null
                ? ""
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"  kernel {t.Kernel:f3}, frechet {t.Frechet:f3} (real train to real validation "
                        + $"{t.KernelRealTrainToRealValidation:f3}, {t.FrechetRealTrainToRealValidation:f3})  precision "
                        + $"{t.Precision:f2}  recall {t.Recall:f2}"
                )
        );
    }
}
