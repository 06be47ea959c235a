namespace GanCmri.Evaluation;

/// <summary>How near generated frames are to patients that were not trained on, beside how near the real training frames are to
/// them.</summary>
/// <param name="Kernel">Kernel distance (KID) of validation frames and generated ones; may be below 0.</param>
/// <param name="KernelRealTrainToRealValidation">The same distance between validation and training frames, that is between different real
/// patients. It is no lower limit: a generator may be nearer.</param>
/// <param name="Frechet">Squared Fréchet distance of validation frames and generated ones.</param>
/// <param name="FrechetRealTrainToRealValidation">The same of validation and training frames.</param>
/// <param name="Precision">Share of generated frames within reach of validation frames, 0 to 1.</param>
/// <param name="Recall">Share of validation frames within reach of generated ones, 0 to 1.</param>
public sealed record GeneratorScore(
    double Kernel,
    double KernelRealTrainToRealValidation,
    double Frechet,
    double FrechetRealTrainToRealValidation,
    double Precision,
    double Recall
);
