namespace GanCmri.Evaluation;

/// <summary>How near generated frames are to patients that were not trained on, beside how near the real training frames are.</summary>
/// <param name="Frechet">Squared Fréchet distance of validation frames and generated ones.</param>
/// <param name="FrechetFloor">The same of validation and training frames: what different real patients amount to.</param>
/// <param name="Kernel">Kernel distance of validation frames and generated ones; may be below 0.</param>
/// <param name="KernelFloor">The same of validation and training frames.</param>
/// <param name="Precision">Share of generated frames within reach of validation frames, 0 to 1.</param>
/// <param name="Recall">Share of validation frames within reach of generated ones, 0 to 1.</param>
public sealed record GeneratorScore(double Frechet, double FrechetFloor, double Kernel, double KernelFloor, double Precision, double Recall);
