namespace GanCmri.Studies.Jobs;

/// <summary>The heart of a job before anything is changed.</summary>
/// <param name="Original">The real frames, the first at end-diastole; null for a synthetic heart.</param>
/// <param name="Latents">Latents of a cine, the first at end-diastole.</param>
/// <param name="Slice">The slice of a real stack; null for a synthetic heart.</param>
/// <param name="PsnrDb">Mean likeness of reconstruction and original, dB; null for a synthetic heart.</param>
internal sealed record JobStart(IReadOnlyList<MeasuredFrame>? Original, IReadOnlyList<float[]> Latents, int? Slice, double? PsnrDb);
