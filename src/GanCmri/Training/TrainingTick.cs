using CsvHelper.Configuration.Attributes;

namespace GanCmri.Training;

/// <summary>One line of a run's log: means since the line before, or since the run was resumed.</summary>
/// <param name="Kimg">Thousands of real images shown so far.</param>
/// <param name="Seconds">Seconds since the line before.</param>
/// <param name="ImagesPerSecond">Speed since the line before.</param>
/// <param name="GeneratorLoss">mean softplus(-D(fake)).</param>
/// <param name="FakeLoss">mean softplus(D(fake)).</param>
/// <param name="RealLoss">mean softplus(-D(real)).</param>
/// <param name="RealSign">mean sign D(real): near 1 when the discriminator has memorised the data.</param>
/// <param name="Spread">Pixel standard deviation over fakes as a share of that over reals.</param>
/// <param name="Kernel">Kernel distance (KID) of generated frames to validation patients' in the segmenter's features; null without a
/// judge.</param>
/// <param name="KernelRealTrainToRealValidation">The same of training patients' frames ("KernelFloor" in older logs).</param>
/// <param name="Frechet">Fréchet distance of generated frames to validation patients'.</param>
/// <param name="FrechetRealTrainToRealValidation">The same of training patients' frames ("FrechetFloor" in older logs).</param>
/// <param name="Precision">Share of generated frames within reach of validation frames.</param>
/// <param name="Recall">Share of validation frames within reach of generated ones.</param>
public sealed record TrainingTick(
    double Kimg,
    double Seconds,
    double ImagesPerSecond,
    double GeneratorLoss,
    double FakeLoss,
    double RealLoss,
    double RealSign,
    double Spread,
    double? Kernel,
    [Name(nameof(TrainingTick.KernelRealTrainToRealValidation), "KernelFloor")]
    [property: Name(nameof(TrainingTick.KernelRealTrainToRealValidation), "KernelFloor")]
        double? KernelRealTrainToRealValidation,
    double? Frechet,
    [Name(nameof(TrainingTick.FrechetRealTrainToRealValidation), "FrechetFloor")]
    [property: Name(nameof(TrainingTick.FrechetRealTrainToRealValidation), "FrechetFloor")]
        double? FrechetRealTrainToRealValidation,
    double? Precision,
    double? Recall
);
