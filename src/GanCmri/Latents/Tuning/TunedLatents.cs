namespace GanCmri.Latents.Tuning;

/// <summary>What pivotal tuning gives.</summary>
/// <param name="Tuning">The change of the generator's weights.</param>
/// <param name="Latents">Where the tuned generator shows each frame; as given where latents do not move.</param>
internal sealed record TunedLatents(GeneratorTuning Tuning, IReadOnlyList<float[]> Latents);
