namespace GanCmri.Learning.Saving;

/// <summary>Where a model is being loaded from.</summary>
/// <param name="Gan">What restored components are given.</param>
/// <param name="ModelPath">The model's file.</param>
/// <param name="WeightsFolder">A folder to look for weights in first; null for none.</param>
internal sealed record RestoreContext(GanContext Gan, string ModelPath, string? WeightsFolder);
