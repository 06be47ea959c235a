using static TorchSharp.torch;

namespace GanCmri.Phenotypes.Fitting;

/// <summary>What one training step sees.</summary>
/// <param name="Images">[N, 1, H, W], standardised.</param>
/// <param name="Targets">[N, C, H, W], 0..1.</param>
/// <param name="Weights">[N, C], how much each map counts; 0 where it is not known.</param>
internal sealed record TrainingBatch(Tensor Images, Tensor Targets, Tensor Weights);
